import type { TownId } from "../../../data/model/town.ts";
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

export interface Published {
	readonly number: number;
	readonly words: readonly string[];
}

export interface NewEdition {
	readonly base: string;
	readonly acceptLoss: boolean;
	readonly dataset: Uint8Array<ArrayBuffer>;
	readonly json: string;
	readonly files: readonly SentFile[];
}

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

	/** The files of the published edition. */
	async edition(): Promise<readonly SentFile[]> {
		const answer = await this.#fetch(this.#at("/edition")).catch(() => undefined);
		const form = answer?.ok ? await answer.formData().catch(() => undefined) : undefined;
		return form ? filesIn(form) : [];
	}

	publish({ base, acceptLoss, dataset, json, files }: NewEdition, at?: string): Promise<Sent<Published>> {
		const form = new FormData();
		form.set("base", base);
		form.set("accept-loss", String(acceptLoss));
		form.set("dataset.json", new Blob([dataset]), "file");
		form.set("town.json", new Blob([json]), "file");
		for (const { path, bytes } of files) form.set(path, new Blob([bytes]), "file");
		const when = at === undefined ? "" : `?at=${encodeURIComponent(at)}`;
		return this.send<Published>("POST", `/editions${when}`, form);
	}

	/** Anything below the town's desk. */
	async send<T>(
		method: string,
		path: string,
		body?: FormData | object,
		headers: Record<string, string> = {},
	): Promise<Sent<T>> {
		const isForm = body instanceof FormData;
		const type: Record<string, string> = body === undefined || isForm ? {} : { "content-type": "application/json" };
		const content = body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) };
		const answer = await this.#fetch(this.#at(path), { method, headers: { ...type, ...headers }, ...content }).catch(
			() => undefined,
		);
		return answer ? sentOf<T>(answer) : { kind: "offline" };
	}

	#at(path: string): string {
		return `/api/desk/${this.#town}${path}`;
	}
}

async function sentOf<T>(answer: Response): Promise<Sent<T>> {
	const read: unknown = answer.status === 204 ? undefined : await answer.json().catch(() => undefined);
	if (answer.ok) return { kind: "done", value: read as T };
	const { code = "refused", detail = "" } = (read ?? {}) as { code?: string; detail?: string };
	return { kind: "refused", status: answer.status, code, detail };
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
