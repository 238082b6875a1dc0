import type { Dataset } from "../../data/model/dataset.ts";
import { parseDataset } from "../../data/model/dataset-file.ts";
import { hasLawfulRequests } from "../../data/model/offer.ts";
import { makeProblemLine } from "../../data/model/problem.ts";
import { sha256 } from "../http/sha256.ts";

/** Octets of all files of an edition together. */
const LARGEST = 64 * 1024 * 1024;
const MOST_FILES = 500;

/** What stands in the form beside the files. */
const BASE = "base";
const ACCEPT_LOSS = "accept-loss";

/** The files that make a folder one of a town. */
const NEEDED = ["town.json", "dataset.json"];

export interface SentEdition {
	readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
	readonly dataset: Dataset;
	/** SHA-256 of `dataset.json`. */
	readonly hash: string;
	/** The hash of the dataset that the sender compared it with; empty where there was none. */
	readonly base: string;
	readonly acceptLoss: boolean;
}

export type Unread = { readonly flaw: "too_large" | "no_form" } | { readonly flaw: "unlawful"; readonly why: string };

/**
 * An edition as `multipart/form-data`: each file under its path below the town's folder, beside `base` and
 * `accept-loss`. What arrives is judged here again: whoever sent it is not trusted for its lawfulness.
 */
export async function readEdition(request: Request, town: string): Promise<SentEdition | Unread> {
	const form = await readForm(request);
	if (typeof form === "string") return { flaw: form };
	const files = new Map<string, Uint8Array<ArrayBuffer>>();
	for (const [path, value] of form) {
		if (typeof value === "string") continue;
		if (!isFilePath(path)) return { flaw: "unlawful", why: `«${path}» is no path within a town's folder.` };
		files.set(path, new Uint8Array(await value.arrayBuffer()));
	}
	const why = flawOf(files);
	if (why !== undefined) return { flaw: "unlawful", why };
	const bytes = files.get("dataset.json") ?? new Uint8Array();
	const parsed = parseDataset(new TextDecoder().decode(bytes));
	if (!parsed.ok) return { flaw: "unlawful", why: parsed.problems.slice(0, 3).map(makeProblemLine).join(" | ") };
	if (!hasLawfulRequests(parsed.value)) return { flaw: "unlawful", why: "The rules of its requests cannot be read." };
	if (parsed.value.town.id !== town)
		return { flaw: "unlawful", why: `The dataset is of ${parsed.value.town.id}, the address of ${town}.` };
	const [base, acceptLoss] = [form.get(BASE), form.get(ACCEPT_LOSS) === "true"];
	const hash = await sha256(bytes);
	return { files, dataset: parsed.value, hash, base: typeof base === "string" ? base : "", acceptLoss };
}

function flawOf(files: ReadonlyMap<string, Uint8Array>): string | undefined {
	const missing = NEEDED.find((path) => !files.has(path));
	if (missing !== undefined) return `${missing} is missing.`;
	return files.size > MOST_FILES ? `More than ${MOST_FILES} files.` : undefined;
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
