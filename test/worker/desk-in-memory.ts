import { createRequire } from "node:module";
import { vi } from "vitest";
import type { TownId } from "../../data/model/town.ts";
import type { DeskRegistryStub, DeskStub } from "../../worker/desk/desk-api.ts";
import type { Desks } from "../../worker/desk/desks.ts";
import { unpack } from "../../worker/desk/unpack.ts";
import type { Edge } from "../../worker/edge.ts";
import { Attempts } from "../../worker/http/attempts.ts";
import type { SliceFigures } from "../../worker/remind/slice-api.ts";
import type { PublishedEditions } from "../../worker/town/shelf.ts";

vi.mock("cloudflare:workers", () => ({
	DurableObject: class {
		readonly ctx: unknown;
		constructor(ctx: unknown) {
			this.ctx = ctx;
		}
	},
}));

/** What a Durable Object has of its platform, on SQLite in memory. */
export interface MemoryStorage {
	readonly sql: SqlStorage;
	/** When it is to be woken, if ever; by the machine's clock. */
	alarm: number | undefined;
}

function storageInMemory(): MemoryStorage {
	const { DatabaseSync } = createRequire(import.meta.url)("node:sqlite") as typeof import("node:sqlite");
	const database = new DatabaseSync(":memory:");
	const exec = (query: string, ...values: (string | number | null | Uint8Array)[]) => {
		const rows = database.prepare(query).all(...values);
		return { toArray: () => rows, one: () => rows[0] };
	};
	const storage = {
		sql: { exec } as unknown as SqlStorage,
		alarm: undefined as number | undefined,
		setAlarm: async (at: number) => {
			storage.alarm = at;
		},
		getAlarm: async () => storage.alarm ?? null,
		sync: async () => undefined,
		transactionSync<T>(change: () => T): T {
			database.exec("BEGIN");
			try {
				const changed = change();
				database.exec("COMMIT");
				return changed;
			} catch (error) {
				database.exec("ROLLBACK");
				throw error;
			}
		},
	};
	return storage;
}

export interface DesksInMemory {
	/** For the shelf. */
	readonly editions: PublishedEditions;
	/** For `makeApp`. */
	readonly desksOf: (edge: Edge) => Desks;
	readonly registry: DeskRegistryStub;
	readonly desk: (town: string) => Promise<DeskStub & { alarm(): Promise<void> }>;
	readonly storage: (town: string) => MemoryStorage | undefined;
}

/** The desks of all towns as they are, without a runtime around them. */
export async function desksInMemory(
	now: () => number,
	header?: string,
	households = () => 0,
	days: SliceFigures["days"] = [],
): Promise<DesksInMemory> {
	const { DeskObject } = await import("../../worker/desk/desk-object.ts");
	const { DeskRegistryObject } = await import("../../worker/desk/desk-registry.ts");
	const stateOf = (storage: MemoryStorage) => ({ storage }) as unknown as DurableObjectState;
	const registry = new DeskRegistryObject(stateOf(storageInMemory()), {});
	class Desk extends DeskObject<object> {
		protected override lend() {
			return { registry, now: async () => now() };
		}
	}
	const made = new Map<string, { storage: MemoryStorage; desk: Desk }>();
	const find = (town: string) => {
		const storage = storageInMemory();
		const entry = made.get(town) ?? { storage, desk: new Desk(stateOf(storage), {}) };
		made.set(town, entry);
		return entry;
	};
	return {
		registry,
		editions: {
			published: () => registry.published(),
			dataset: async (town, hash) => {
				const gzip = await find(town).desk.dataset(hash);
				return gzip && unpack(gzip);
			},
		},
		desk: async (town) => find(town).desk,
		storage: (town) => made.get(town)?.storage,
		desksOf: (edge) => ({
			edge,
			desk: (town: TownId) => find(town).desk,
			registry: () => registry,
			attempts: new Attempts(now, header, () => 0.5),
			figures: async () => ({ subscriptions: households(), reached: households(), days }),
		}),
	};
}

/** workerd has them, Node 22 has not. */
Object.defineProperties(Uint8Array.prototype, {
	toBase64: {
		configurable: true,
		value(this: Uint8Array) {
			return Buffer.from(this).toString("base64url");
		},
	},
});
Object.defineProperty(Uint8Array, "fromBase64", {
	configurable: true,
	value: (text: string) => {
		if (!/^[\w-]*$/u.test(text) || text.length % 4 === 1) throw new SyntaxError("not base64url");
		return new Uint8Array(Buffer.from(text, "base64url"));
	},
});
