import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LANGUAGES, regionOf } from "../../data/model/language.ts";
import { CATCH_UP_FROM, QUIET_FROM } from "../../data/model/reminder.ts";
import { isReserved, OF_THE_PAGE } from "../../data/model/reserved.ts";
import { makeTime } from "../../data/model/time.ts";
import { PHRASES } from "../../worker/remind/dispatch/push-texts.ts";

// What every room needs to know is told in one of them; and what comes from outside is read, not believed.

const ROOT = join(import.meta.dirname, "..", "..");
const SOURCES = globSync("{data/model,web,worker}/**/*.ts", { cwd: ROOT })
	.filter((path) => !path.includes("node_modules") && !path.includes("generated"))
	.map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));

function holding(pattern: RegExp): string[] {
	return SOURCES.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
}

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

test("there is something to look through", () => {
	expect(SOURCES.length).toBeGreaterThan(200);
});

describe("each language has all that belongs to it", () => {
	const { sourceLocale, targetLocales } = JSON.parse(read("web/lit-localize.json"));
	const loaded = [
		...read("web/words/page-language.ts").matchAll(
			/case "(\w+)":\s*return import\("\.\.\/locales\/generated\/(\w+)\.ts"\)/gu,
		),
	];

	test.each(LANGUAGES)("%s", (language) => {
		expect([sourceLocale, ...targetLocales]).toContain(language);
		expect(Object.keys(PHRASES)).toContain(language);
		expect(JSON.parse(read(`web/public/manifest.${language}.webmanifest`)).lang).toBe(language);
		expect(Intl.DateTimeFormat.supportedLocalesOf(regionOf(language))).toHaveLength(1);
		if (language === sourceLocale) return;
		expect(read(`web/locales/${language}.xlf`)).toContain(`target-language="${language}"`);
		expect(loaded.map(([, named, file]) => [named, file])).toContainEqual([language, language]);
	});

	test("and none has texts that nobody can choose", () => {
		expect([sourceLocale, ...targetLocales].sort()).toEqual([...LANGUAGES].sort());
		expect(Object.keys(PHRASES).sort()).toEqual([...LANGUAGES].sort());
	});
});

test("the quiet hours stand in one place", () => {
	for (const time of [QUIET_FROM, CATCH_UP_FROM])
		expect(holding(new RegExp(`"${makeTime(time)}"`, "u"))).toEqual(["data/model/reminder.ts"]);
});

test("regions of languages and reserved names stand in one place", () => {
	expect(holding(/"en-GB"/u)).toEqual(["data/model/language.ts"]);
	expect(holding(/healthz\|metrics/u)).toEqual(["data/model/reserved.ts"]);
	const taken =
		"api feed healthz metrics test embed desk open311 abfallnavi own pay request calendar parameter stations";
	expect(taken.split(" ").filter((name) => !isReserved(name))).toEqual([]);
	expect(["apis", "kleve", "feeds", "musterstadt", "owen", "request-1"].some(isReserved)).toBe(false);
});

/** Columns and files that the product itself has written, and settings of its own making. */
const OWN_WORDS = [
	/^worker\/remind\/(?:ledger\/(?:wants|retire|home)|moving|plan|subscriptions|dispatch|slice)\b/u,
	/^worker\/launch\//u,
	/^worker\/requests\/request-table\.ts$/u,
	/^worker\/index\.ts$/u,
];
/** What is read from a wire, a message or a notification, and then called something without a look at it. */
const CAST =
	/(?:JSON\.parse\([^;]{0,200}?\)|\.json\(\)[^;]{0,60}?|\bdata(?: \?\? [^;)]{0,40})?\))\)* as (?!const\b|unknown\b)/u;

test("nothing that came from outside is believed: no cast of an answer, a message or a notification", () => {
	expect(holding(CAST).filter((path) => !OWN_WORDS.some((own) => own.test(path)))).toEqual([]);
	// The pattern sees what it is meant to see.
	for (const line of [
		"const body = JSON.parse(text) as Body;",
		"return (await answer.json()) as T;",
		"const { kind } = (event.data ?? {}) as { kind?: string };",
		'const carried = (notification.data ?? { address: "/" }) as Carried;',
	])
		expect(line).toMatch(CAST);
	expect("return JSON.parse(text) as unknown;").not.toMatch(CAST);
});

test("the page answers for the start and the towns without the server, and for nothing else", () => {
	const own = ["/", "/musterstadt", "/musterstadt/", "/feedstadt", "/api-dorf"];
	const others =
		"/api /feed/ /healthz /metrics /embed/musterstadt /abfallnavi/musterstadt/rest/orte /desk/musterstadt /sw.js /a/b";
	expect(own.filter((path) => !OF_THE_PAGE.test(path))).toEqual([]);
	expect(others.split(" ").filter((path) => OF_THE_PAGE.test(path))).toEqual([]);
});
