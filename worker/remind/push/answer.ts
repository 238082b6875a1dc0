import type { LaterReason } from "../../../data/model/subscription-shapes.ts";

/** What a push service's answer means; see the table in the README of the room. */
export type Outcome =
	| { readonly kind: "delivered" }
	/** 404, 410: the only answers that forget a subscription. */
	| { readonly kind: "gone" }
	/** Try again, in `pause` seconds where it asked for that. */
	| { readonly kind: "later"; readonly why: string; readonly pause?: number | undefined }
	/** No headers in time. */
	| { readonly kind: "silent" }
	/** Our token or key: made anew once, then the host rests. */
	| { readonly kind: "unauthorised" }
	| { readonly kind: "too_large" }
	| { readonly kind: "refused"; readonly why: string };

/** The reason of an outcome that is tried again. */
export function reasonOf({ kind, why }: { readonly kind: string; readonly why?: string }): LaterReason {
	if (kind === "silent") return "silent";
	if (kind === "unauthorised") return "unauthorised";
	if (why === "throttled") return "throttled";
	return why?.startsWith("status_") ? "out_of_order" : "unreachable";
}

const SHORTEST_PAUSE = 5;
const LONGEST_PAUSE = 15 * 60;
const USUAL_PAUSE = 60;
/** A header of 70 KB is handed through by the runtime; nobody's Retry-After is that long. */
const LONGEST_HEADER = 64;

export function classify(status: number, retryAfter: string | null, now: number): Outcome {
	if (status >= 200 && status < 300) return { kind: "delivered" };
	// An older workerd takes an interim answer for the answer (100, 103; RFC 9110 15.2), and never sees what follows.
	if (status < 200) return { kind: "later", why: "interim" };
	if (status === 404 || status === 410) return { kind: "gone" };
	// Windows' push service throttles with 406.
	if (status === 429 || status === 406) return { kind: "later", why: "throttled", pause: pauseOf(retryAfter, now) };
	if (status === 401 || status === 403) return { kind: "unauthorised" };
	if (status === 413) return { kind: "too_large" };
	if (status >= 500)
		return { kind: "later", why: `status_${status}`, pause: retryAfter ? pauseOf(retryAfter, now) : undefined };
	return { kind: "refused", why: `status_${status}` };
}

/** Seconds or an HTTP date (RFC 9110 10.2.3), held within 5 seconds and 15 minutes; a minute where it says nothing usable. */
export function pauseOf(header: string | null, now: number): number {
	const text = header?.slice(0, LONGEST_HEADER).trim() ?? "";
	const seconds = /^\d+$/u.test(text) ? Number(text) : secondsUntil(text, now);
	if (seconds === undefined) return USUAL_PAUSE;
	return Math.min(Math.max(seconds, SHORTEST_PAUSE), LONGEST_PAUSE);
}

function secondsUntil(text: string, now: number): number | undefined {
	const at = /^[A-Z][a-z]{2}, /u.test(text) ? Date.parse(text) : Number.NaN;
	return Number.isNaN(at) ? undefined : Math.ceil((at - now) / 1000);
}

/** How long until the next try, in seconds: 2, 8, 30, 120, then 5 minutes, with up to half as much again by luck. */
export function backoff(attempts: number, luck: number): number {
	const steps = [2, 8, 30, 120, 300];
	const base = steps[Math.min(Math.max(attempts - 1, 0), steps.length - 1)] ?? 300;
	return base * (1 + luck / 2);
}
