import { sha256 } from "./sha256.ts";

/** By what a client can tell whether what it holds is still right. */
export interface Validators {
	/** Strong, with its quotes. */
	readonly etag: string;
	/** Milliseconds since 1970 UTC. */
	readonly modified?: number | undefined;
}

/** `unique` must change whenever the answer does; it is ASCII without quotes. */
export function makeEtag(...unique: readonly (string | number)[]): string {
	return `"${unique.join("-")}"`;
}

/** By what the answer says. */
export async function etagOf(said: string | Uint8Array<ArrayBuffer>): Promise<string> {
	const bytes = typeof said === "string" ? new Uint8Array(new TextEncoder().encode(said)) : said;
	return makeEtag((await sha256(bytes)).slice(0, 32));
}

export function validatorHeaders({ etag, modified }: Validators): Record<string, string> {
	return modified === undefined ? { etag } : { etag, "last-modified": new Date(modified).toUTCString() };
}

/** RFC 9110 13.2.2: If-None-Match decides alone where it is sent. */
export function isUnchanged(asked: Headers, { etag, modified }: Validators): boolean {
	const known = asked.get("if-none-match");
	if (known !== null) return matches(known, etag);
	const since = Date.parse(asked.get("if-modified-since") ?? "");
	return modified !== undefined && Math.floor(modified / 1000) * 1000 <= since;
}

/** Compared weakly: a proxy that compresses on the way turns our strong tags into weak ones. */
function matches(known: string, etag: string): boolean {
	return known.trim() === "*" || known.split(",").some((each) => each.trim().replace(/^W\//, "") === etag);
}

export interface Unchanging {
	readonly validators: Validators;
	readonly headers: Readonly<Record<string, string>>;
	/** Only asked for when the client does not hold it already. */
	readonly body: () => BodyInit | Promise<BodyInit>;
	/** The body is compressed already, as its Content-Encoding says. */
	readonly encoded?: boolean;
}

/** 304 without a body where the client holds the answer, 200 with it otherwise. */
export async function answerOnce(asked: Headers, answer: Unchanging): Promise<Response> {
	const headers = { ...answer.headers, ...validatorHeaders(answer.validators) };
	if (isUnchanged(asked, answer.validators)) {
		const { "content-type": _, "content-encoding": __, ...kept } = headers;
		return new Response(null, { status: 304, headers: kept });
	}
	const manual = { headers, encodeBody: answer.encoded ? ("manual" as const) : ("automatic" as const) };
	return new Response(await answer.body(), manual);
}
