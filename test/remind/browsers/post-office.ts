import type { IncomingHttpHeaders } from "node:http";
import { readVapid } from "../receiver.ts";

/** A request of a sender, as a push service gets it. */
export interface PushRequest {
	readonly headers: IncomingHttpHeaders;
	readonly body: Buffer;
}

/** What a push service knows of one subscription. */
export interface Box {
	/** Under which key the browser subscribed, base64url. */
	readonly key: string | undefined;
	isGone: boolean;
}

export interface Answer {
	readonly status: number;
	readonly why?: string;
}

/** What every push service looks at before it takes a letter in (RFC 8030, 8188, 8292). */
export function judge({ headers, body }: PushRequest, box: Box | undefined, origin: string, now: number): Answer {
	if (!box) return { status: 404 };
	if (box.isGone) return { status: 410 };
	if (!/^\d+$/u.test(String(headers.ttl))) return { status: 400, why: "ttl" };
	const { topic } = headers;
	if (topic !== undefined && !/^[A-Za-z0-9_-]{1,32}$/u.test(String(topic))) return { status: 400, why: "topic" };
	if (body.length > 4096) return { status: 413 };
	if (body.length > 0 && headers["content-encoding"] !== "aes128gcm") return { status: 400, why: "encoding" };
	const { flaws, publicKey } = readVapid(String(headers.authorization ?? ""), origin, now);
	if (box.key !== undefined && box.key.replace(/=+$/u, "") !== publicKey) return { status: 403, why: "key" };
	return flaws.length > 0 ? { status: 401, why: flaws.join() } : { status: 201 };
}
