import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { type Household, makeHousehold, NOBODY, parseHousehold } from "./household.ts";

/** Raised when what is stored changes its shape; the upgrade below then has a step. */
const VERSION = 1;

interface Stored extends DBSchema {
	/** One value a name: `household`, `language`. */
	kept: { key: string; value: unknown };
}

/** What the device remembers. A browser that refuses storage still shows dates, until it is closed. */
export interface Memory {
	household(): Promise<Household>;
	keepHousehold(household: Household): Promise<void>;
	language(): Promise<string | undefined>;
	keepLanguage(language: string): Promise<void>;
}

export async function openMemory(): Promise<Memory> {
	try {
		const database = await openDB<Stored>("tonnentag", VERSION, {
			upgrade: (fresh) => {
				fresh.createObjectStore("kept");
			},
		});
		return new StoredMemory(database);
	} catch {
		return new FleetingMemory();
	}
}

class StoredMemory implements Memory {
	readonly #database: IDBPDatabase<Stored>;

	constructor(database: IDBPDatabase<Stored>) {
		this.#database = database;
	}

	async household(): Promise<Household> {
		return parseHousehold(await this.#database.get("kept", "household"));
	}

	async keepHousehold(household: Household): Promise<void> {
		await this.#database.put("kept", makeHousehold(household), "household");
	}

	async language(): Promise<string | undefined> {
		const stored = await this.#database.get("kept", "language");
		return typeof stored === "string" ? stored : undefined;
	}

	async keepLanguage(language: string): Promise<void> {
		await this.#database.put("kept", language, "language");
	}
}

/** Private windows of some browsers have no IndexedDB. */
class FleetingMemory implements Memory {
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
