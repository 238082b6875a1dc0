/** As the worker sends it; see `data/model/push-message.ts`. */
export interface PushData {
	readonly kind?: string | undefined;
	readonly place?: string | undefined;
	readonly day?: string | undefined;
	readonly labels?: readonly string[] | undefined;
	readonly until?: string | undefined;
	readonly zone?: string | undefined;
}

export interface Said {
	readonly title: string;
	readonly body: string;
}

interface Words {
	readonly tomorrow: string;
	readonly today: string;
	readonly eve: (until: string) => string;
	readonly morning: (until: string) => string;
	readonly overTitle: (what: string, day: string) => string;
	readonly over: string;
	readonly neutralTitle: string;
	readonly neutral: string;
	readonly tooLate: string;
}

const german: Words = {
	tomorrow: "Morgen",
	today: "Heute",
	eve: (until) => `Bitte bis ${until} Uhr rausstellen`,
	morning: (until) => `Noch bis ${until} Uhr rausstellen`,
	overTitle: (what, day) => `Abfuhr am ${day}: ${what}`,
	over: "Diese Erinnerung kam verspätet an.",
	neutralTitle: "Neues zu Ihrer Abfuhr",
	neutral: "Bitte sehen Sie in Ihren Terminen nach.",
	tooLate: "Für „Später“ bleibt keine Zeit mehr.",
};

const english: Words = {
	tomorrow: "Tomorrow",
	today: "Today",
	eve: (until) => `Please put out by ${until}`,
	morning: (until) => `Put out by ${until} at the latest`,
	overTitle: (what, day) => `Collection on ${day}: ${what}`,
	over: "This reminder arrived late.",
	neutralTitle: "News about your collection",
	neutral: "Please have a look at your dates.",
	tooLate: "There is no time left for “later”.",
};

/** German unless English is asked for, as the worker has it: what stands on the bins is German in any case. */
function wordsIn(lang: string): Words {
	return lang.startsWith("en") ? english : german;
}

export function neutral(lang: string): Said {
	const { neutralTitle: title, neutral: body } = wordsIn(lang);
	return { title, body };
}

export function tooLate(lang: string): string {
	return wordsIn(lang).tooLate;
}

/**
 * A push may lie about for hours before a device takes it. What "tomorrow" is, is
 * therefore said anew at the moment it is shown, by the town's clock.
 */
export function wordsFor(
	sent: Said,
	data: PushData | undefined,
	lang: string,
	now: number,
): Said & { readonly isOver: boolean } {
	const { kind, day, labels, until, zone } = data ?? {};
	if ((kind !== "reminder" && kind !== "later") || !day || !labels?.length || !until || !zone)
		return { ...sent, isOver: false };
	const words = wordsIn(lang);
	// "2026-12-01 19:00": compared as text.
	const [today = "", time = ""] = new Intl.DateTimeFormat("sv-SE", {
		timeZone: zone,
		dateStyle: "short",
		timeStyle: "short",
	})
		.format(now)
		.split(" ");
	const [, what = labels.join(" + ")] = /^[^:]+: (.*)$/su.exec(sent.title) ?? [];
	const isOver = today > day || (today === day && time >= until);
	if (isOver) return { title: words.overTitle(what, dayWords(day, lang)), body: words.over, isOver };
	const clock = until.replace(/^0/u, "");
	const [when, body] = today === day ? [words.today, words.morning(clock)] : [words.tomorrow, words.eve(clock)];
	return { title: `${when}: ${what}`, body, isOver };
}

function dayWords(day: string, lang: string): string {
	return new Intl.DateTimeFormat(lang, { day: "numeric", month: "long", timeZone: "UTC" }).format(Date.parse(day));
}
