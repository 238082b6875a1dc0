import * as v from "valibot";
import { CHANGES_FILE } from "../../../data/import/files.ts";
import { type PublishedEdition, publishedShape, readAs } from "../../../data/model/desk.ts";
import type { TownId } from "../../../data/model/town.ts";
import type { Kept } from "../draft/work.ts";
import type { SentFile } from "../reader/messages.ts";

/** What the desk's page asks of the server. */

export interface Served {
	readonly text: string;
	/** SHA-256 of it, hexadecimal. */
	readonly hash: string;
}

/** `code`: why it was refused, as the server's problems say it. */
export type Sent<T> =
	| { readonly kind: "done"; readonly value: T }
	| { readonly kind: "refused"; readonly status: number; readonly code: string; readonly detail: string }
	| { readonly kind: "offline" };

export interface PublishedWork {
	/** As if nobody had been asked anything: all of it is answered. */
	readonly kept: Kept;
	readonly files: readonly SentFile[];
}

export interface NewEdition {
	readonly base: string;
	readonly acceptLoss: boolean;
	readonly dataset: Uint8Array<ArrayBuffer>;
	readonly json: string;
	readonly files: readonly SentFile[];
}

/** Why the server refused; nothing else of it is needed here. */
const problemShape = v.object({ code: v.optional(v.string(), "refused"), detail: v.optional(v.string(), "") });

export class DeskServer {
	readonly #fetch: typeof fetch;
	readonly #town: TownId;

	constructor(fetcher: typeof fetch, town: TownId) {
		this.#fetch = fetcher;
		this.#town = town;
	}

	/** What households see now; `undefined` where the town has no dates yet. */
	async served(): Promise<Served | undefined> {
		const answer = await this.#fetch(`/api/towns/${this.#town}/dataset`, { cache: "no-cache" }).catch(() => undefined);
		if (!answer?.ok) return undefined;
		const bytes = await answer.arrayBuffer();
		return { text: new TextDecoder().decode(bytes), hash: await hashOf(bytes) };
	}

	/** What the published edition was made of; `undefined` where it lies in a folder of the host's, or nobody is signed in. */
	async edition(): Promise<PublishedWork | undefined> {
		const form = await this.form("/edition");
		const all = form ? await filesIn(form) : [];
		const json = all.find(({ path }) => path === "town.json");
		const files = all.filter(({ path }) => path !== "town.json" && path !== "dataset.json");
		return (
			json && { kept: { json: new TextDecoder().decode(json.bytes), questions: [], answers: 0, checked: [] }, files }
		);
	}

	/** `changes.csv` of the published edition, as text; empty where it has none. `undefined`: nobody is told. */
	async changes(): Promise<string | undefined> {
		const answer = await this.#fetch(this.address(`/edition?only=${CHANGES_FILE}`)).catch(() => undefined);
		if (answer?.status === 404) return "";
		const form = answer?.ok ? await answer.formData().catch(() => undefined) : undefined;
		const [file] = form ? await filesIn(form) : [];
		return file && new TextDecoder().decode(file.bytes);
	}

	/** Files that the desk keeps; `undefined` where there are none, or nobody is signed in. */
	async form(path: string): Promise<FormData | undefined> {
		const answer = await this.#fetch(this.address(path)).catch(() => undefined);
		return answer?.ok ? answer.formData().catch(() => undefined) : undefined;
	}

	publish({ base, acceptLoss, dataset, json, files }: NewEdition, at?: string): Promise<Sent<PublishedEdition>> {
		const form = new FormData();
		form.set("base", base);
		form.set("accept-loss", String(acceptLoss));
		form.set("dataset.json", new Blob([dataset]), "file");
		form.set("town.json", new Blob([json]), "file");
		for (const { path, bytes } of files) form.set(path, new Blob([bytes]), "file");
		const when = at === undefined ? "" : `?at=${encodeURIComponent(at)}`;
		return this.send(publishedShape, "POST", `/editions${when}`, form);
	}

	/** Anything below the town's desk; what comes back is read by its shape. */
	async send<Shape extends v.GenericSchema>(
		shape: Shape,
		method: string,
		path: string,
		body?: FormData | object,
		headers: Readonly<Record<string, string>> = {},
	): Promise<Sent<v.InferOutput<Shape>>> {
		const answer = await this.#fetch(this.address(path), requestOf(method, body, headers)).catch(() => undefined);
		return answer ? sentOf(shape, answer) : { kind: "offline" };
	}

	/** Where something below the town's desk is. */
	address(path: string): string {
		return `/api/desk/${this.#town}${path}`;
	}
}

function requestOf(
	method: string,
	body: FormData | object | undefined,
	headers: Readonly<Record<string, string>>,
): RequestInit {
	if (body === undefined) return { method, headers };
	if (body instanceof FormData) return { method, headers, body };
	return { method, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}

async function sentOf<Shape extends v.GenericSchema>(
	shape: Shape,
	answer: Response,
): Promise<Sent<v.InferOutput<Shape>>> {
	const { status } = answer;
	const body: unknown = status === 204 ? null : await answer.json().catch(() => undefined);
	if (!answer.ok) return { kind: "refused", status, code: "refused", detail: "", ...readAs(problemShape, body) };
	const value = readAs(shape, body);
	return value === undefined
		? { kind: "refused", status, code: "strange_answer", detail: "" }
		: { kind: "done", value };
}

export async function filesIn(form: FormData): Promise<SentFile[]> {
	const found: SentFile[] = [];
	for (const [path, value] of form) {
		if (typeof value !== "string") found.push({ path, bytes: new Uint8Array(await value.arrayBuffer()) });
	}
	return found;
}

async function hashOf(bytes: ArrayBuffer): Promise<string> {
	const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
	return [...hash].map((each) => each.toString(16).padStart(2, "0")).join("");
}
