import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseDay } from "../../../data/model/day.ts";
import { type DataHeard, makePushMessage, readPushMessage } from "../../../data/model/push-message.ts";
import type { LateWords } from "../../../web/device/reminder-state.ts";
import { lateWords } from "../../../web/remind/late-words.ts";
import { FEW_WORDS, wordsFor } from "../../../web/service-worker/push-words.ts";
import { pushWords } from "../../../worker/remind/dispatch/push-locale.ts";
import { PHRASES } from "../../../worker/remind/dispatch/push-texts.ts";
import { must } from "../../worker/invented-town.ts";

const data: DataHeard = {
	kind: "reminder",
	place: "p-ahorn",
	day: "2026-12-01",
	labels: ["Bioabfall", "Papier"],
	until: "06:00",
	zone: "Europe/Berlin",
};
/** As the page leaves them when it speaks German. */
const GERMAN = lateWords();
const sent = { title: "Morgen: Bioabfall + Papier", body: "Bitte bis 6:00 Uhr rausstellen" };

describe("a reminder says what is right at the moment it is shown", () => {
	test.each([
		["2026-11-30T19:00:00+01:00", "Morgen: Bioabfall + Papier", "Bitte bis 6:00 Uhr rausstellen", false],
		["2026-11-30T23:59:00+01:00", "Morgen: Bioabfall + Papier", "Bitte bis 6:00 Uhr rausstellen", false],
		["2026-12-01T00:00:00+01:00", "Heute: Bioabfall + Papier", "Noch bis 6:00 Uhr rausstellen", false],
		["2026-12-01T05:59:00+01:00", "Heute: Bioabfall + Papier", "Noch bis 6:00 Uhr rausstellen", false],
		[
			"2026-12-01T06:00:00+01:00",
			"Abfuhr am 1. Dezember: Bioabfall + Papier",
			"Diese Erinnerung kam verspätet an.",
			true,
		],
		[
			"2026-12-03T12:00:00+01:00",
			"Abfuhr am 1. Dezember: Bioabfall + Papier",
			"Diese Erinnerung kam verspätet an.",
			true,
		],
	])("%s", (at, title, body, isOver) => {
		expect(wordsFor(sent, data, GERMAN, Date.parse(at))).toMatchObject({ title, body, isOver });
	});

	test("by the town's clock, wherever the device stands", () => {
		const onAzores = { ...data, zone: "Atlantic/Azores" };
		expect(wordsFor(sent, onAzores, GERMAN, Date.parse("2026-12-01T00:30:00Z")).title).toBe(sent.title);
		const later = Date.parse("2026-12-01T01:30:00Z");
		expect(wordsFor(sent, onAzores, GERMAN, later).title).toBe("Heute: Bioabfall + Papier");
	});

	test.each(["en", "tr", "ar", "uk", "pl"] as const)(
		"in %s with the page's words, and the names on the bins",
		(lang) => {
			const words = pushWords(lang);
			const ours = pageWords(lang);
			const there = { title: words.tomorrow("Bioabfall + Papier"), body: words.eveBody("6:00") };
			expect(wordsFor(there, data, ours, Date.parse("2026-11-30T19:00:00+01:00"))).toMatchObject(there);
			// Said by page and worker alike, for it is one reminder.
			expect(wordsFor(there, data, ours, Date.parse("2026-12-01T05:00:00+01:00"))).toMatchObject({
				title: words.today("Bioabfall + Papier"),
				body: words.morningBody("6:00"),
				isOwn: true,
			});
			const over = wordsFor(there, data, ours, Date.parse("2026-12-01T07:00:00+01:00"));
			const day = new Intl.DateTimeFormat(ours.region, { day: "numeric", month: "long" }).format(new Date(2026, 11, 1));
			expect(over.title).toBe(ours.overTitle.replace("{day}", day).replace("{what}", "Bioabfall + Papier"));
			expect(over.title).toMatch(/1/u);
		},
	);

	test("as it was sent where the page has left no words yet", () => {
		const late = Date.parse("2026-12-01T07:00:00+01:00");
		expect(wordsFor(sent, data, FEW_WORDS, late)).toMatchObject({ ...sent, isOver: false });
	});

	test("labels with signs of replacement are only labels", () => {
		const odd = { title: "Morgen: $& {until}", body: sent.body };
		expect(wordsFor(odd, data, GERMAN, Date.parse("2026-12-01T05:00:00+01:00")).title).toBe("Heute: $& {until}");
	});
});

/** The words as the page leaves them for its service worker: its translations, read from their files. */
function pageWords(lang: "en" | "tr" | "ar" | "uk" | "pl"): LateWords {
	const file = readFileSync(join(import.meta.dirname, `../../../web/locales/${lang}.xlf`), "utf8");
	const translated = Object.entries(GERMAN).map(([name, german]) => {
		const [, target] = file.split(`<source>${german}</source>`)[1]?.match(/^\s*<target>([^<]*)<\/target>/u) ?? [];
		return [name, target ?? german];
	});
	const region = { en: "en-GB", ar: "ar-u-nu-latn-ca-gregory" }[lang as string] ?? lang;
	return { ...Object.fromEntries(translated), lang, region, dir: lang === "ar" ? "rtl" : "ltr" } as LateWords;
}

describe("what the worker says", () => {
	const languages = Object.keys(PHRASES) as (keyof typeof PHRASES)[];

	test("in each language of the page, everything, and differently in each", () => {
		expect(languages).toEqual(["de", "en", "tr", "ar", "uk", "pl"]);
		const all = languages.map((lang) => {
			const { lang: _, dir, dayName, ...said } = pushWords(lang);
			return Object.values(said).map((each) => (typeof each === "string" ? each : each("X", "Y")));
		});
		for (const [at, sentences] of all.entries()) {
			expect(sentences).toHaveLength(18);
			for (const [nth, sentence] of sentences.entries())
				for (const other of all.slice(at + 1)) expect(sentence.length > 0 && sentence).not.toBe(other[nth]);
		}
	});

	test("with days as each language writes them, and its direction", () => {
		const day = must(parseDay("2026-12-01"));
		expect(languages.map((lang) => pushWords(lang).dayName(day))).toEqual([
			"Dienstag, 1. Dezember",
			"Tuesday 1 December",
			"1 Aralık Salı",
			"الثلاثاء، 1 ديسمبر",
			"вівторок, 1 грудня",
			"wtorek, 1 grudnia",
		]);
		expect(languages.map((lang) => pushWords(lang).dir)).toEqual(["ltr", "ltr", "ltr", "rtl", "ltr", "ltr"]);
		expect(pushWords("uk-UA").lang).toBe("uk");
		expect(pushWords("fr").lang).toBe("de");
		expect(pushWords("constructor").lang).toBe("de");
	});
});

test("page and worker say the same in German too", () => {
	const there = { title: PHRASES.de.tomorrow("Papier"), body: "" };
	const said = wordsFor(there, data, GERMAN, Date.parse("2026-12-01T05:00:00+01:00"));
	expect(said).toMatchObject({ title: PHRASES.de.today("Papier"), body: PHRASES.de.morningBody("6:00") });
});

test("what is no reminder says what was sent", () => {
	const change = { title: "Geändert: Papier erst am Samstag", body: "Streik." };
	const late = Date.parse("2026-12-05T00:00:00Z");
	expect(wordsFor(change, { ...data, kind: "change" }, GERMAN, late)).toMatchObject({ ...change, isOver: false });
	expect(wordsFor(sent, { labels: [] }, GERMAN, late)).toMatchObject({ ...sent, isOver: false });
});

test("what the worker sends has what the words are made of", () => {
	const notification = {
		...sent,
		lang: "de",
		dir: "auto",
		tag: "t",
		navigate: "https://abfall.example/",
		actions: [],
	} as const;
	const written = makePushMessage({
		web_push: 8030,
		notification: {
			...notification,
			actions: [],
			data: { ...data, kind: "reminder", town: "teststadt", labels: ["Bioabfall"] },
		},
	});
	const read = readPushMessage(JSON.parse(written));
	expect(read).toEqual({
		...notification,
		data: { ...data, kind: "reminder", town: "teststadt", labels: ["Bioabfall"] },
	});
	expect(wordsFor(sent, read.data, GERMAN, Date.parse("2026-12-01T01:00:00+01:00")).title).toBe(
		"Heute: Bioabfall + Papier",
	);
});

describe("half a push is more than none, and what cannot be read of it is not there", () => {
	const nothing = {
		title: undefined,
		body: "",
		lang: "de",
		dir: "auto",
		tag: "",
		navigate: "/",
		actions: [],
		data: { labels: [] },
	};
	test.each([
		[undefined, {}],
		["<html>", {}],
		[{ notification: 7 }, {}],
		[{ notification: { title: ["a"], body: {}, dir: "up", tag: 3, actions: "done", data: "x" } }, {}],
		[
			{ notification: { title: "Morgen: Papier", dir: "rtl", data: { labels: "Papier", day: 1, place: "p" } } },
			{ title: "Morgen: Papier", dir: "rtl", data: { labels: [], place: "p" } },
		],
		[
			{ notification: { actions: [null, { action: "done" }, { action: "later", title: "Später", navigate: "/" }] } },
			{ actions: [{ action: "later", title: "Später" }] },
		],
	])("%j", (pushed, heard) => {
		expect(readPushMessage(pushed)).toEqual({ ...nothing, ...heard });
	});
});
