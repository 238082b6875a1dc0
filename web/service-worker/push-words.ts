import type { DataHeard } from "../../data/model/push-message.ts";
import type { LateWords } from "../device/reminder-state.ts";

export interface Said {
	readonly title: string;
	readonly body: string;
}

/** What a push says at the moment it is shown. */
export interface SaidNow extends Said {
	/** Said in our own words, which may be of another language than the message. */
	readonly isOwn: boolean;
	/** The bins had to be out by then. */
	readonly isOver: boolean;
}

/** Until the page has left its words on the device: a push is shown as it was sent, and an empty one says this. */
export const FEW_WORDS: Partial<LateWords> & Pick<LateWords, "lang" | "dir" | "neutralTitle" | "neutral"> = {
	lang: "de",
	dir: "ltr",
	neutralTitle: "Neues zu Ihrer Abfuhr",
	neutral: "Bitte sehen Sie in Ihren Terminen nach.",
};

/**
 * A push may lie about for hours before a device takes it: on the day itself "tomorrow"
 * has become "today", and after the deadline it is only told that it came late. By the
 * town's clock, at the moment it is shown; until then what was sent is right.
 */
export function wordsFor(sent: Said, data: DataHeard, words: typeof FEW_WORDS, now: number): SaidNow {
	const { kind, day, labels, until, zone } = data;
	const asSent = { ...sent, isOwn: false, isOver: false };
	if ((kind !== "reminder" && kind !== "later") || !day || labels.length === 0 || !until || !zone) return asSent;
	// "2026-12-01 19:00": compared as text.
	const [today = "", time = ""] = new Intl.DateTimeFormat("sv-SE", {
		timeZone: zone,
		dateStyle: "short",
		timeStyle: "short",
	})
		.format(now)
		.split(" ");
	if (today < day || !hasAll(words)) return asSent;
	const [, what = labels.join(" + ")] = /^[^:]+: (.*)$/su.exec(sent.title) ?? [];
	const isOver = today > day || time >= until;
	const parts: Record<string, string> = { what, until: until.replace(/^0/u, ""), day: date(day, words) };
	const fill = (text: string) => text.replace(/\{(\w+)\}/gu, (mark, name: string) => parts[name] ?? mark);
	const [title, body] = isOver ? [words.overTitle, words.over] : [words.today, words.morning];
	return { title: fill(title), body: fill(body), isOwn: true, isOver };
}

function hasAll(words: typeof FEW_WORDS): words is LateWords {
	return "today" in words;
}

function date(day: string, { region }: LateWords): string {
	return new Intl.DateTimeFormat(region, { day: "numeric", month: "long", timeZone: "UTC" }).format(Date.parse(day));
}
