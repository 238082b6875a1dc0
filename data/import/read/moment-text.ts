import { makeDay } from "../../model/day.ts";
import type { Minutes } from "../../model/time.ts";
import { type Instant, wallClock, type Zone } from "../../model/zone.ts";
import type { DayFormat, DayText } from "./day-text.ts";

/** The format of a recipe whose cells hold moments instead of days: which day, the town's clock says. */
export const MOMENT = "moment";
export type CellFormat = DayFormat | typeof MOMENT;

/** ISO 8601, extended and basic: a day, a time, and an offset from UTC (`Z`, `+01`, `+0100`, `+01:00`). */
const ISO =
	/^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const BASIC = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
/** Seconds since 1970 have up to ten digits, milliseconds more; `/Date(…)/` is how .NET writes them. */
const EPOCH = /^(?:\/Date\()?(-?\d{9,14})(?:\.\d{1,6})?(?:[+-]\d{4})?(?:\)\/)?$/;
const SECONDS_UP_TO = 10;
/** Headers of HTTP and mail (RFC 5322): "Sun, 04 Jan 2026 23:00:00 GMT". */
const MAIL = /^[a-z]{3}, \d{1,2} [a-z]{3} \d{4} \d{2}:\d{2}(?::\d{2})? (?:GMT|UTC|[+-]\d{4})$/i;

/** What the town's clock shows at a moment. Without offset it is that clock itself; `undefined` when it is none. */
export function readMomentText(text: string, zone: Zone): DayText | undefined {
	const bare = text.trim();
	const iso = ISO.exec(bare) ?? BASIC.exec(bare);
	if (iso) return clockOfIso(iso, zone);
	const [, count] = EPOCH.exec(bare) ?? [];
	if (count !== undefined) return clockAt(zone, Number(count) * (digitsOf(count) > SECONDS_UP_TO ? 1 : 1_000));
	return MAIL.test(bare) ? clockAt(zone, Date.parse(bare)) : undefined;
}

function digitsOf(count: string): number {
	return count.replace("-", "").length;
}

function clockOfIso(
	[, year, month, date, hour, minute, second, offset]: RegExpExecArray,
	zone: Zone,
): DayText | undefined {
	const day = makeDay(Number(year), Number(month), Number(date));
	if (!day || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 60) return undefined;
	if (hour === undefined) return { day };
	const shown = (Number(hour) * 60 + Number(minute)) as Minutes;
	if (offset === undefined) return { day, time: shown };
	const from = offsetOf(offset);
	return from === undefined ? undefined : clockAt(zone, Date.parse(`${day}T00:00:00Z`) + (shown - from) * 60_000);
}

const FARTHEST_OFFSET = 18 * 60;

/** Minutes east of UTC. */
function offsetOf(text: string): number | undefined {
	if (/^z$/i.test(text)) return 0;
	const [, sign, hours, minutes = "0"] = /^([+-])(\d{2}):?(\d{2})?$/.exec(text) ?? [];
	const size = Number(hours) * 60 + Number(minutes);
	return size <= FARTHEST_OFFSET ? (sign === "-" ? -size : size) : undefined;
}

/** Years in which collections are planned: another one is no moment, but some other number. */
const [FIRST, LAST] = [Date.UTC(1990, 0, 1), Date.UTC(2200, 0, 1)];

function clockAt(zone: Zone, instant: Instant): DayText | undefined {
	return instant >= FIRST && instant < LAST ? wallClock(zone, instant) : undefined;
}
