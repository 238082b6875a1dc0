import type { Instant } from "../../data/model/zone.ts";

/** What routes and desks say to each other. */

/** A file of an edition, packed by gzip: a town's files are text for the most part, and a row holds a megabyte. */
export interface PackedFile {
	/** Below the town's folder: `town.json`, `source/termine.csv`. */
	readonly path: string;
	readonly gzip: Uint8Array<ArrayBuffer>;
}

export interface NewEdition {
	/** SHA-256 of its `dataset.json`, hexadecimal. */
	readonly hash: string;
	/** The hash of what was served when it was made, empty where nothing was. */
	readonly base: string;
	readonly files: readonly PackedFile[];
	readonly at: Instant;
}

/** A state of a town's dates that was published at its desk, with the files that it was made from. */
export interface Edition {
	/** 1, 2, 3 … within its town. */
	readonly number: number;
	readonly at: Instant;
	readonly hash: string;
	/** Served now; of all editions one at most. */
	readonly isPublished: boolean;
}

export interface DeskStub {
	/**
	 * All or nothing; the edition is served within seconds, also when this process ends here.
	 * `undefined`: another one was published since its `base`, and would be overwritten unseen.
	 */
	publish(town: string, given: NewEdition): Promise<Edition | undefined>;
	/** Serves an edition that is kept still; `undefined`: there is none with that number. */
	publishAgain(town: string, number: number): Promise<Edition | undefined>;
	/** The youngest first. */
	editions(): Promise<readonly Edition[]>;
	/** Of the published edition; `undefined` where nothing was published. */
	files(): Promise<readonly PackedFile[] | undefined>;
	/** The `dataset.json` with that hash, packed. */
	dataset(hash: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

/** Which towns have published anything at their desk, and the hash of what is served: one object for all. */
export interface DeskRegistryStub {
	enter(town: string, hash: string): Promise<void>;
	published(): Promise<ReadonlyMap<string, string>>;
}
