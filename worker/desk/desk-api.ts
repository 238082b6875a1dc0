import type { NewNotice, Notice } from "../../data/model/desk.ts";
import type { Instant } from "../../data/model/zone.ts";
import type { RequestsStub } from "../requests/request-api.ts";
import type { Actor, PeopleStub } from "./people/people-api.ts";

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
	readonly by: Actor;
	/** It waits until then; absent: it is published at once. */
	readonly due?: Instant | undefined;
}

/** A state of a town's dates that was published at its desk, with the files that it was made from. */
export interface Edition {
	/** 1, 2, 3 … within its town. */
	readonly number: number;
	readonly at: Instant;
	readonly hash: string;
	/** Served now; of all editions one at most. */
	readonly isPublished: boolean;
	/** Who brought it, while the name is known. */
	readonly by?: string;
	/** It waits until then. */
	readonly due?: Instant;
	/** It waits, and was compared with another state than the one that is served: it would not be published. */
	readonly isOvertaken?: boolean;
}

export interface DraftState {
	readonly revision: number;
	readonly at: Instant;
	readonly by?: string;
}

/** What a town's clerks are at, until it is published. */
export interface Draft extends DraftState {
	/** The page's own JSON. */
	readonly answers: string;
	readonly files: readonly PackedFile[];
}

export interface NewDraft {
	/** Of the draft that this one takes the place of; 0: there was none. */
	readonly revision: number;
	readonly answers: string;
	readonly files: readonly PackedFile[];
	/** Paths of the files that stay as they are. */
	readonly keep: readonly string[];
	readonly by: Actor;
	readonly at: Instant;
}

export interface SavedDraft {
	/** What is there now. */
	readonly draft: DraftState | undefined;
	/** Why nothing was written: it is not the draft of that revision any more, or a file that shall stay is not there. */
	readonly flaw?: "stale" | "unknown_file" | undefined;
}

export interface DeskStub extends PeopleStub, RequestsStub {
	/**
	 * All or nothing; the edition is served within seconds, or when it is due, also when this process ends here.
	 * `undefined`: another one was published since its `base`, and would be overwritten unseen.
	 */
	publish(town: string, given: NewEdition): Promise<Edition | undefined>;
	/** Serves an edition that is kept still; `undefined`: there is none with that number. */
	publishAgain(number: number, by: Actor, at: Instant): Promise<Edition | undefined>;
	/** An edition that waits goes, with its files; false: none waits with that number. */
	withdraw(number: number, by: Actor, at: Instant): Promise<boolean>;
	/** The youngest first. */
	notices(): Promise<readonly Notice[]>;
	addNotice(told: NewNotice, by: Actor, at: Instant): Promise<Notice>;
	/** False: there is none with that id. */
	removeNotice(id: string, by: Actor, at: Instant): Promise<boolean>;
	draft(): Promise<Draft | undefined>;
	/** All or nothing. */
	saveDraft(given: NewDraft): Promise<SavedDraft>;
	/** Else what is there in its stead. */
	discardDraft(revision: number, by: Actor, at: Instant): Promise<"discarded" | "none" | DraftState>;
	/** The youngest first. */
	editions(): Promise<readonly Edition[]>;
	/** Of the published edition; `undefined` where nothing was published. */
	files(path?: string): Promise<readonly PackedFile[] | undefined>;
	/** The `dataset.json` with that hash, packed. */
	dataset(hash: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

/** Which towns have published anything at their desk, and the hash of what is served: one object for all. */
export interface DeskRegistryStub {
	enter(town: string, hash: string): Promise<void>;
	published(): Promise<ReadonlyMap<string, string>>;
	/** Somebody may come in there from now on. */
	open(town: string): Promise<void>;
	/** Opened, or published at. */
	isOpen(town: string): Promise<boolean>;
	desks(): Promise<readonly string[]>;
}
