/** What a home answers requests for files with: a disk service of workerd or the assets of Cloudflare. */
export interface FileHost {
	fetch(address: string): Promise<Response>;
}

/** A file that was found and not yet read. One of `bytes` and `close` has to be called. */
export interface OpenFile {
	/** Changes whenever the content does; `undefined` where the home does not tell. */
	readonly stamp: string | undefined;
	bytes(): Promise<Uint8Array<ArrayBuffer>>;
	close(): Promise<void>;
}

/** A read-only tree of files. Two stand behind it: `disk.ts` and `assets.ts`. */
export interface HomeFiles {
	/** `path` without a leading slash. `undefined`: there is no such file. Throws when the home is out of order. */
	open(path: string): Promise<OpenFile | undefined>;
	/** The names of the folders at the top. */
	folders(): Promise<string[]>;
}

/** Names that can stand in a file's address; leaves out dot files and every way upwards. */
const LAWFUL_PATH = /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/;

/** A disk takes parts of 255 octets (NAME_MAX), with the ending that a variant adds; no file of ours comes near. */
const LONGEST_PATH = 200;

export function isLawfulPath(path: string): boolean {
	return path.length <= LONGEST_PATH && LAWFUL_PATH.test(path);
}

export function openAnswer(answer: Response, stamp: string | undefined): OpenFile {
	return {
		stamp,
		bytes: async () => new Uint8Array(await answer.arrayBuffer()),
		close: async () => answer.body?.cancel(),
	};
}
