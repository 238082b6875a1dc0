import type { Instant } from "../../data/model/zone.ts";

/** In milliseconds: beyond it the device has another day for half of the day. */
const FAR_OFF = 12 * 3_600_000;

/** What the server's clock says, where this device's is so wrong that "today" is another day. */
export async function trueTime(clock: () => Instant): Promise<Instant | undefined> {
	if (!navigator.onLine) return undefined;
	// Not as somebody has kept it: that would be a moment of the past.
	const asked = { method: "HEAD", cache: "no-store", headers: { "if-none-match": "*" } } as const;
	const answer = await fetch("/api/towns", asked).catch(() => undefined);
	const told = Date.parse(answer?.headers.get("date") ?? "");
	return Math.abs(told - clock()) > FAR_OFF ? told : undefined;
}
