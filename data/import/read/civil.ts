import { type Day, makeDay } from "../../model/day.ts";
import type { Minutes } from "../../model/time.ts";

/** What a value says, before anybody asked in which zone it lies. */
export interface Civil {
	readonly day: Day;
	/** Absent in a DATE. */
	readonly time: Minutes | undefined;
	readonly seconds: number;
	readonly isUtc: boolean;
}

const SHAPE = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z)?)?$/i;

/** `20260105`, `20260105T060000`, `20260105T060000Z`; `undefined` when it is none. */
export function parseCivil(text: string): Civil | undefined {
	const match = SHAPE.exec(text.trim());
	if (!match) return undefined;
	const [, year, month, date, hour, minute, second = "0", utc] = match;
	const day = makeDay(Number(year), Number(month), Number(date));
	if (!day) return undefined;
	if (hour === undefined) return { day, time: undefined, seconds: 0, isUtc: false };
	if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
	const time = (Number(hour) * 60 + Number(minute)) as Minutes;
	return { day, time, seconds: Number(second), isUtc: utc !== undefined };
}
