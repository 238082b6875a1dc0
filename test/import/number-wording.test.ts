import { describe, expect, test } from "vitest";
import { parseNumberWording, readWording, splitStreet } from "../../data/import/read/number-wording.ts";
import { makeNumberSet } from "../../data/model/number.ts";

const read = (wording: string, equalEnds?: "one-side") => {
	const set = parseNumberWording(wording, { equalEnds });
	return set && makeNumberSet(set);
};

describe("house numbers as towns word them", () => {
	test.each([
		// Gießen
		["1 - 15", "1-15"],
		["2 - 14", "2-14"],
		["1 - 72", "1-72"],
		["16 - Ende", "16-"],
		["21A - Ende", "21a-"],
		["25 ~ Ende", "25-"],
		["360", "360"],
		// Kleve
		["von Hausnr. 1-81", "1-81"],
		["Hausnr 43-74", "43-74"],
		["44-60 und 45-103", "even 44-60, odd 45-103"],
		["von Hausnr.  19-43 und 20-50", "odd 19-43, even 20-50"],
		// Bünde
		["gerade HNr. 30 bis 106", "even 30-106"],
		["ungerade HNr. und HNr. Größer 108", "odd 1-, 109-"],
		["ohne Hausnr. 27a und 27 b", "1-, not 27a, not 27b"],
		["nur Hausnummern 27a und 27b", "27a, 27b"],
		// Markt Schwaben
		["gerade Hs.Nr. ohne 2", "even 2-, not 2"],
		["ungerade Hs.Nr. mit 2", "odd 1-, 2"],
		["14, 16, 18-30", "18-30, 14, 16"],
		["(14, 16, 18-30)", "18-30, 14, 16"],
		["2-12, 15, 17", "2-12, 15, 17"],
		// Arnsberg
		["2+4", "2, 4"],
		["7-9a", "7-9a"],
		["3-5 a", "3-5a"],
		["12a+b", "12a, 12b"],
		// and what people write besides
		["gerade", "even 2-"],
		["ungerade", "odd 1-"],
		["gerade 2-28", "even 2-28"],
		["gerade 30 - Ende", "even 30-"],
		["1-15, ohne 7", "1-15, not 7"],
		["ohne 14-18", "1-13, 19-"],
		["gerade ohne 14-18", "even 2-12, even 20-"],
		["ab 30", "30-"],
		["bis 30", "1-30"],
		["gerade bis 30", "even 2-30"],
		["1–15", "1-15"],
		["20b - Ende", "20b-"],
		["nur 14", "14"],
		["ungerade 1-9, gerade 2-28", "odd 1-9, even 2-28"],
		["Nr. 5", "5"],
	])("«%s» is %s", (wording, expected) => expect(read(wording)).toBe(expected));

	test.each([
		// Gießen means one side where both ends are even or odd
		["2 - 14", "even 2-14"],
		["1 - 15", "odd 1-15"],
		["1 - 72", "1-72"],
		["16 - Ende", "16-"],
		["360", "360"],
	])("«%s» where equal ends mean one side: %s", (wording, expected) =>
		expect(read(wording, "one-side")).toBe(expected),
	);

	test.each([
		"Von Boschstr. bis Rödinghauser Str.",
		"von der Bahn bis zur Else",
		"nördlich",
		"Ebersberger Str.",
		"nördlich Nr. 5 Hof",
		"15-1",
		"9b-9a",
		"-",
		"Ende",
		"",
		"12345",
		"1-15 links",
	])("«%s» is no house number: it is left to people", (wording) => expect(read(wording)).toBeUndefined());
});

describe("the wording at the end of a street's name", () => {
	test.each([
		["Frankenstr. von Hausnr.  19-43 und 20-50", "Frankenstr.", "von Hausnr.  19-43 und 20-50"],
		["Hammscher Weg von Hausnr 43-74", "Hammscher Weg", "von Hausnr 43-74"],
		["Loderergasse (14, 16, 18-30)", "Loderergasse", "14, 16, 18-30"],
		["Finsinger Straße (gerade Hs.Nr. ohne 2)", "Finsinger Straße", "gerade Hs.Nr. ohne 2"],
		["Marktplatz (Ebersberger Str.)", "Marktplatz", "Ebersberger Str."],
		["Berliner Str. 1 - 15", "Berliner Str.", "1 - 15"],
		["Berliner Str. 21A - Ende", "Berliner Str.", "21A - Ende"],
		["Berliner Str., gerade HNr. 30 bis 106", "Berliner Str.", "gerade HNr. 30 bis 106"],
		["Steinweg ohne Hausnr. 27a und 27 b", "Steinweg", "ohne Hausnr. 27a und 27 b"],
		["Steinweg nur Hausnummern 27a und 27b", "Steinweg", "nur Hausnummern 27a und 27b"],
	])("«%s»", (name, street, wording) => expect(splitStreet(name)).toEqual({ street, wording }));

	test.each([
		"Straße des 17. Juni",
		"Platz der Republik",
		"Gerade Straße",
		"Alte Bahn",
		"Weg 3",
		"Von-Gerade-Weg",
		"Ungerader Weg",
		"Nurweg",
		"(1-15)",
		"Am Ring 1",
	])("«%s» is a bare name", (name) => expect(splitStreet(name)).toEqual({ street: name }));
});

test("a full stop that ends no word is not passed over", () => {
	expect(parseNumberWording("22 . gerade und ungerade ab 1")).toBeUndefined();
	expect(parseNumberWording("22 u. gerade und ungerade ab 1")).toBeDefined();
});

describe("what a wording hardly means", () => {
	test.each([
		["54-67 und 52-68", "nennen «54-67» und «52-68» dieselben Häuser"],
		["2-10, 8-20", "nennen «2-10» und «8-20» dieselben Häuser"],
		["12-18, 14", "nennen «12-18» und «14» dieselben Häuser"],
		["7, 9, 7", "nennen «7» und «7» dieselben Häuser"],
		["7a, 7b, 7a", "nennen «7a» und «7a» dieselben Häuser"],
		["ab 30, 34", "nennen «ab 30» und «34» dieselben Häuser"],
		["ungerade 1-9, 3-7 ungerade", "nennen «ungerade 1-9» und «3-7 ungerade» dieselben Häuser"],
		["45-50 und 52-68", "nennt «52-68» eine Straßenseite und «45-50» beide"],
		["6S-102", "ist «6S» vielleicht 65"],
		["2, 4, 1O", "ist «1O» vielleicht 10"],
		["1l-19", "ist «1L» vielleicht 11"],
	])("«%s»: %s", (wording, doubt) =>
		expect(readWording(wording, { equalEnds: "one-side" })).toMatchObject({ kind: "numbers", doubt }),
	);

	test.each([
		"1-25 und 2-24",
		"44-60 und 45-103",
		"1-9, 9-15",
		"2-10 und 10-20",
		"1-9, 7a",
		"1-9, 8a-12",
		"12a+b",
		"12h, 12i",
		"7a-s",
		"1-25Z",
		"ungerade mit 14",
		"gerade und ungerade 1-20",
		"ungerade und größer 108",
	])("«%s» is plain", (wording) => expect(readWording(wording, { equalEnds: "one-side" })).not.toHaveProperty("doubt"));
});
