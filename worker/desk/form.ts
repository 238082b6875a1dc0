import { compress } from "../http/encoding.ts";
import { makeProblem } from "../http/problem.ts";
import type { PackedFile } from "./desk-api.ts";
import { unpack } from "./unpack.ts";

/** Octets of all files of an edition or a draft together. */
const LARGEST = 64 * 1024 * 1024;
const MOST_FILES = 500;

export interface SentFiles {
	/** What stands beside the files. */
	readonly form: FormData;
	/** By their path below the town's folder. */
	readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

export type Unread = { readonly flaw: "too_large" | "no_form" } | { readonly flaw: "unlawful"; readonly why: string };

/** A town's files as `multipart/form-data`: each under its path below the town's folder. */
export async function readFiles(request: Request): Promise<SentFiles | Unread> {
	const form = await readForm(request);
	if (typeof form === "string") return { flaw: form };
	const files = new Map<string, Uint8Array<ArrayBuffer>>();
	for (const [path, value] of form) {
		if (typeof value === "string") continue;
		if (!isFilePath(path)) return { flaw: "unlawful", why: `«${path}» is no path within a town's folder.` };
		files.set(path, new Uint8Array(await value.arrayBuffer()));
	}
	return files.size > MOST_FILES ? { flaw: "unlawful", why: `More than ${MOST_FILES} files.` } : { form, files };
}

export function refuseUnread(unread: Unread): Response {
	switch (unread.flaw) {
		case "too_large":
			return makeProblem({ code: "body_too_large" });
		case "no_form":
			return makeProblem({ code: "no_form" });
		case "unlawful":
			return makeProblem({ code: "unlawful", detail: unread.why });
	}
}

export function packFiles(files: SentFiles["files"]): PackedFile[] {
	return [...files].map(([path, bytes]) => ({ path, gzip: compress(bytes, "gzip") }));
}

/** As they were sent. */
export async function unpackFiles(files: readonly PackedFile[]): Promise<FormData> {
	const form = new FormData();
	for (const { path, gzip } of files) form.set(path, new Blob([await unpack(gzip)]), "file");
	return form;
}

/** As a town's folder names its files: no way upwards, nothing hidden, no control characters. */
function isFilePath(path: string): boolean {
	const parts = path.split("/");
	return path.length <= 300 && parts.every((part) => /^[^.\p{C}\\/][^\p{C}\\/]*$/u.test(part));
}

async function readForm(request: Request): Promise<FormData | "too_large" | "no_form"> {
	const type = request.headers.get("content-type") ?? "";
	if (!/^multipart\/form-data\s*;/iu.test(type)) return "no_form";
	const body = await readOctets(request);
	if (!body) return "too_large";
	return new Response(body, { headers: { "content-type": type } }).formData().catch(() => "no_form" as const);
}

/** Counts what really comes: Content-Length may lie or be missing. */
async function readOctets(request: Request): Promise<Blob | undefined> {
	const chunks: Uint8Array<ArrayBuffer>[] = [];
	let length = 0;
	for await (const chunk of request.body ?? []) {
		length += chunk.length;
		if (length > LARGEST) return undefined;
		chunks.push(chunk);
	}
	return new Blob(chunks);
}
