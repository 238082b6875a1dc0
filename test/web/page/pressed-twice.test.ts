import { expect, inject, test } from "vitest";
import { useBrowser } from "./browser.ts";
import { helpInPage } from "./walk/in-page.ts";
import { learnPlaces } from "./walk/places.ts";
import { Walker, type Way, WIDTHS } from "./walk/walk.ts";

/** Whatever is pressed twice in haste, is pressed once. `npm run faults -- page --long` presses everything. */

const browser = useBrowser();

/** What has gone through into the next view, or lies where something was taken away; by place and words. */
const PRESSED: readonly (readonly [place: string, words: string, way: Way, gap: number])[] = [
	["streets", "li 5", "touch", 220],
	["streets", "li 1", "touch", 30],
	["number", "button Weiter", "touch", 120],
	["number", "button Zurück", "touch", 220],
	["part", "button 2", "touch", 400],
	["services", "button Weiter", "touch", 220],
	["services", "label 2", "touch", 120],
	["services", "button Zurück", " ", 120],
	["remind", "button Nein", "touch", 30],
	["remind", "button Ja", "Enter", 120],
	["dates", "button Steht draußen", "touch", 220],
	["dates", "button Steht draußen", "held", 500],
	["dates", "button Mehr Wochen", "touch", 400],
	["dates", "a Mehr", "touch", 120],
	["mehr", "a Das Jahr", "touch", 220],
	["adressen", "button Entfernen", "touch", 220],
	["adressen", "button Adresse hinzufügen", "Enter", 220],
	["daten", "button Alles löschen", "touch", 400],
	["monat", "button Nächster", "touch", 220],
	["datenschutz", "a Zurück", "touch", 30],
	["street", "summary Sprache", "touch", 220],
];

test("haste costs nothing", async () => {
	const { page } = await browser.visit({ ...WIDTHS[390], path: "/api/towns" });
	await page.context().addInitScript(helpInPage);
	await page.goto(inject("address"));
	const places = await learnPlaces(page);
	const walker = new Walker(page, inject("address"));
	const told: string[] = [];
	for (const [name, words, way, gap] of PRESSED) {
		const place = places.find((each) => each.name === name);
		if (!place) throw new Error(`no place ${name}`);
		const control = chosen(await walker.controls(place), words);
		if (!control) throw new Error(`no ${words} in ${name}`);
		const flaw = await walker.judge({ place, control, way, gap });
		if (flaw) told.push(flaw);
	}
	expect(told).toEqual([]);
});

/** By the beginning of its words, or as the nth of its kind. */
function chosen<T extends { words: string }>(controls: readonly T[], words: string): T | undefined {
	const [kind = "", nth = ""] = words.split(" ");
	if (!/^\d+$/u.test(nth)) return controls.find((each) => each.words.startsWith(words));
	return controls.filter((each) => each.words.startsWith(`${kind} `))[Number(nth) - 1];
}
