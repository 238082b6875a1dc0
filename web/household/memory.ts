import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { type Household, makeHousehold, NOBODY, parseHousehold } from "./household.ts";

/** Raised when what is stored changes its shape; the upgrade below then has a step. */
const VERSION = 1;

interface Stored extends DBSchema {
	/** One value a name: `household`, `language`. */
	kept: { key: string; value: unknown };
}

let channel: BroadcastChannel | undefined;

/**
 * The other windows, to tell them what has changed and to hear it of them: one channel for both, for it
 * never hears itself. `undefined` in browsers without.
 */
export function otherWindows(): BroadcastChannel | undefined {
	if ("BroadcastChannel" in globalThis) channel ??= new BroadcastChannel("tonnentag");
	return channel;
}

/** In milliseconds: a storage that has not answered by then is taken for refused. */
const PATIENCE = 3_000;

/** What the device remembers. A browser that refuses storage still shows dates, until it is closed. */
export interface Memory {
	/** Nothing outlasts this window. */
	readonly isFleeting: boolean;
	household(): Promise<Household>;
	keepHousehold(household: Household): Promise<void>;
	language(): Promise<string | undefined>;
	keepLanguage(language: string): Promise<void>;
}

export async function openMemory(): Promise<Memory> {
	const late = new Promise<undefined>((tell) => setTimeout(tell, PATIENCE));
	const database = await Promise.race([opened().catch(() => undefined), late]);
	return database ? new StoredMemory(database) : new FleetingMemory();
}

async function opened(): Promise<IDBPDatabase<Stored>> {
	const database = await openDB<Stored>("tonnentag", VERSION, {
		upgrade: (fresh) => {
			fresh.createObjectStore("kept");
		},
	});
	// Some open and then never answer.
	await database.get("kept", "language");
	return database;
}

/** Other windows look what is kept now. */
export function tellOthers(): void {
	otherWindows()?.postMessage("household");
}

class StoredMemory implements Memory {
	isFleeting = false;
	readonly #database: IDBPDatabase<Stored>;

	constructor(database: IDBPDatabase<Stored>) {
		this.#database = database;
	}

	async household(): Promise<Household> {
		return parseHousehold(await this.#database.get("kept", "household"));
	}

	async keepHousehold(household: Household): Promise<void> {
		await this.#put("household", makeHousehold(household));
		tellOthers();
	}

	async language(): Promise<string | undefined> {
		const stored = await this.#database.get("kept", "language");
		return typeof stored === "string" ? stored : undefined;
	}

	async keepLanguage(language: string): Promise<void> {
		await this.#put("language", language);
	}

	async #put(key: string, value: unknown): Promise<void> {
		await this.#database.put("kept", value, key).catch(() => {
			this.isFleeting = true;
		});
	}
}

/** Private windows of some browsers have no IndexedDB. */
class FleetingMemory implements Memory {
	readonly isFleeting = true;
	#household: Household = NOBODY;

	async household(): Promise<Household> {
		return this.#household;
	}

	async keepHousehold(household: Household): Promise<void> {
		this.#household = household;
	}

	async language(): Promise<undefined> {
		return undefined;
	}

	async keepLanguage(): Promise<void> {}
}
