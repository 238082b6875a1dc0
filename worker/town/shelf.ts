import { parseTownId, type TownId } from "../../data/model/town.ts";
import type { HomeFiles, OpenFile } from "../home/files.ts";
import { sha256 } from "../http/sha256.ts";
import { readTown, type TownReading } from "./reading.ts";

/** A town is looked at again when it is asked for and this much time has passed, in milliseconds. */
const LOOK_AGAIN_AFTER = 30_000;

/** What was published at a desk is served everywhere within ten seconds. */
const ASK_AGAIN_AFTER = 5_000;

/** What is known of a town: its dataset, or that it has none that can be served. */
export type TownState =
	| { readonly kind: "ready"; readonly reading: TownReading; readonly problem?: string | undefined }
	| { readonly kind: "broken"; readonly problem: string };

/** Told whenever what is served of a town changes, and when a file cannot be served. */
export interface ShelfEvent {
	readonly event: "town_loaded" | "town_broken" | "town_gone" | "desks_silent";
	readonly town?: TownId;
	/** SHA-256 of the file. */
	readonly dataset?: string;
	readonly problem?: string;
}

/** What was published at the towns' desks: it wins over the folder of its town. */
export interface PublishedEditions {
	/** The SHA-256 of the published `dataset.json` by the town's id. */
	published(): Promise<ReadonlyMap<string, string>>;
	/** `undefined`: no such edition is kept. */
	dataset(town: TownId, hash: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

interface Slot {
	/** Published at the desk, not found in the folder. */
	readonly isPublished?: boolean;
	checkedAt: number;
	stamp: string | undefined;
	/** False until the same content was read twice: a file can change within the second that its stamp tells. */
	settled: boolean;
	hash: string | undefined;
	state: TownState;
	/** Why the home could not be asked last; what was read before stands. */
	unreadable?: string | undefined;
}

interface Sources {
	/** A folder per town. */
	readonly files: HomeFiles;
	/** Absent where there are no desks. */
	readonly editions?: PublishedEditions;
}

/**
 * The towns of this home, each kept in memory and looked at again every 30 seconds.
 * A file that is broken never takes the place of one that was lawful, and never
 * touches another town. No promise is shared between requests: workerd forbids a
 * request to wait for the input of another.
 */
export class TownShelf {
	readonly #files: HomeFiles;
	/** Milliseconds that only ever grow, from any start: not the time of day, which tests may hold still. */
	readonly #elapsed: () => number;
	readonly #tell: (event: ShelfEvent) => void;
	readonly #slots = new Map<TownId, Slot>();
	readonly #editions: PublishedEditions | undefined;
	#published: ReadonlyMap<string, string> = new Map();
	#askedAt = Number.NEGATIVE_INFINITY;

	constructor({ files, editions }: Sources, elapsed: () => number, tell: (event: ShelfEvent) => void) {
		this.#files = files;
		this.#editions = editions;
		this.#elapsed = elapsed;
		this.#tell = tell;
	}

	/** `undefined`: there is no such town. */
	async find(name: string): Promise<TownState | undefined> {
		const id = parseTownId(name);
		if (!id) return undefined;
		const hash = (await this.published()).get(id);
		const slot = this.#slots.get(id);
		if (hash !== undefined) return this.#serve(id, hash, slot);
		if (slot?.isPublished) return this.#look(id, undefined);
		if (slot && this.#elapsed() - slot.checkedAt < LOOK_AGAIN_AFTER) return stateOf(slot);
		if (!slot) return this.#look(id, undefined);
		slot.checkedAt = this.#elapsed();
		return this.#look(id, slot).catch((error: unknown) => this.#keep(id, slot, error));
	}

	/** After a publication: whoever asks next asks the desks. */
	askAgain(): void {
		this.#askedAt = Number.NEGATIVE_INFINITY;
	}

	/** Every town with a dataset, in the order of the ids. */
	async all(): Promise<ReadonlyMap<TownId, TownState>> {
		const names = new Set([...(await this.#files.folders()), ...(await this.published()).keys()]);
		const ids = [...names].map(parseTownId).filter((id) => id !== undefined);
		const found = await Promise.all(ids.sort().map(async (id) => [id, await this.find(id)] as const));
		return new Map(found.filter((entry): entry is readonly [TownId, TownState] => entry[1] !== undefined));
	}

	/** The hash of what each town published at its desk. A registry that does not answer changes nothing. */
	async published(): Promise<ReadonlyMap<string, string>> {
		if (!this.#editions || this.#elapsed() - this.#askedAt < ASK_AGAIN_AFTER) return this.#published;
		this.#askedAt = this.#elapsed();
		try {
			this.#published = await this.#editions.published();
		} catch (error) {
			this.#tell({ event: "desks_silent", problem: `${error}` });
		}
		return this.#published;
	}

	/** An edition that cannot be read is asked for again in a while; until then what was served before stands. */
	async #serve(id: TownId, hash: string, slot: Slot | undefined): Promise<TownState | undefined> {
		const checkedAt = this.#elapsed();
		const isKnown = slot?.isPublished && slot.hash === hash;
		if (isKnown && (slot.settled || checkedAt - slot.checkedAt < ASK_AGAIN_AFTER)) return slot.state;
		const file = await this.#editions?.dataset(id, hash).catch(() => undefined);
		const read = file ? readTown(id, hash, file) : "The published edition cannot be read.";
		const settled = typeof read !== "string";
		const before = slot || settled ? slot?.state : await this.#look(id, undefined);
		const state = this.#next(id, read, before);
		this.#slots.set(id, { isPublished: true, checkedAt, stamp: undefined, settled, hash, state });
		return state;
	}

	async #look(id: TownId, slot: Slot | undefined): Promise<TownState | undefined> {
		const file = await this.#files.open(`${id}/dataset.json`);
		if (slot) slot.unreadable = undefined;
		if (!file) return this.#forget(id);
		if (slot?.settled && file.stamp !== undefined && file.stamp === slot.stamp) {
			await file.close();
			return slot.state;
		}
		return this.#read(id, file);
	}

	/** The home is out of order; what was read before still stands. */
	#keep(id: TownId, slot: Slot, error: unknown): TownState {
		slot.unreadable = `unreadable: ${error}`;
		this.#tell({ event: "town_broken", town: id, problem: slot.unreadable });
		return stateOf(slot);
	}

	#forget(id: TownId): undefined {
		if (this.#slots.delete(id)) this.#tell({ event: "town_gone", town: id });
	}

	async #read(id: TownId, file: OpenFile): Promise<TownState> {
		const bytes = await file.bytes();
		const hash = await sha256(bytes);
		const known = this.#slots.get(id);
		const checkedAt = this.#elapsed();
		if (known?.hash === hash) {
			Object.assign(known, { checkedAt, stamp: file.stamp, settled: true });
			return known.state;
		}
		const state = this.#next(id, readTown(id, hash, bytes), known?.state);
		this.#slots.set(id, { checkedAt, stamp: file.stamp, settled: false, hash, state });
		return state;
	}

	#next(id: TownId, read: TownReading | string, before: TownState | undefined): TownState {
		if (typeof read !== "string") {
			this.#tell({ event: "town_loaded", town: id, dataset: read.hash });
			return { kind: "ready", reading: read };
		}
		this.#tell({ event: "town_broken", town: id, problem: read });
		return before?.kind === "ready" ? { ...before, problem: read } : { kind: "broken", problem: read };
	}
}

function stateOf({ state, unreadable }: Slot): TownState {
	return unreadable === undefined ? state : { ...state, problem: unreadable };
}
