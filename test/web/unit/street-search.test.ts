import { describe, expect, test } from "vitest";
import { houseTyped, makeStreetIndex, splitAddress } from "../../../data/model/search.ts";
import type { Street, StreetId } from "../../../data/model/street.ts";

const NAMES = [
	"Hauptstraße",
	"Mühlenweg",
	"Müllerweg",
	"Dr.-Hans-Böckler-Allee",
	"Sankt-Georgen-Platz",
	"St.-Anna-Straße",
	"Bahnhofstraße",
	"Am Bahnhof",
	"Im Feldweg",
	"Feldbergstraße",
	"Straße des 17. Juni",
	"Alter Markt",
	"Neue Straße",
	"Neuer Weg",
	"Schmidtstraße",
	"Meyerstraße",
	"Josef-Haydn-Straße",
	"Goethestraße",
	"Carl-Schurz-Ring",
	"An der Alten Kirche",
	"Bürgermeister-Weber-Straße",
	"Georg-Büchner-Straße",
	"Große Gasse",
	"Lindenallee",
	"Parkstraße",
	"Rosenweg",
];

const TYPED: readonly (readonly [string, string])[] = [
	["hauptstr", "Hauptstraße"],
	["Hauptstr.", "Hauptstraße"],
	["haupt", "Hauptstraße"],
	["Haubtstr", "Hauptstraße"],
	["HAUPTSTRASSE", "Hauptstraße"],
	["hauptstraße 12a", "Hauptstraße"],
	["Muhlenweg", "Mühlenweg"],
	["muehlenweg", "Mühlenweg"],
	["mühlen weg", "Mühlenweg"],
	["mülenweg", "Mühlenweg"],
	["dr hans boeckler", "Dr.-Hans-Böckler-Allee"],
	["hans böckler allee", "Dr.-Hans-Böckler-Allee"],
	["Doktor Hans Boekler", "Dr.-Hans-Böckler-Allee"],
	["sankt georgen platz", "Sankt-Georgen-Platz"],
	["St. Georgenplatz", "Sankt-Georgen-Platz"],
	["st georgen", "Sankt-Georgen-Platz"],
	["sankt anna", "St.-Anna-Straße"],
	["bahnhofstrase", "Bahnhofstraße"],
	["bahnhof straße", "Bahnhofstraße"],
	["feldweg", "Im Feldweg"],
	["strasse des 17 juni", "Straße des 17. Juni"],
	["am alten markt", "Alter Markt"],
	["neu", "Neue Straße"],
	["neue str", "Neue Straße"],
	["schmittstr", "Schmidtstraße"],
	["meierstr.", "Meyerstraße"],
	["josephhaydn", "Josef-Haydn-Straße"],
	["Göte", "Goethestraße"],
	["karl schurz", "Carl-Schurz-Ring"],
	["a d alten kirche", "An der Alten Kirche"],
	["bgm weber", "Bürgermeister-Weber-Straße"],
	["georg buechnerstr", "Georg-Büchner-Straße"],
	["grosse gasse", "Große Gasse"],
	["lindenalle", "Lindenallee"],
	["haubt", "Hauptstraße"],
	["Banhofst", "Bahnhofstraße"],
	["Rosnwe", "Rosenweg"],
];

const index = makeStreetIndex(NAMES.map((name) => street(name)));

describe("a street is found as people type it", () => {
	test.each(TYPED)("%s -> %s", (typed, name) => {
		expect(index.find(typed, 8)[0]?.name).toBe(name);
	});

	test("every name is found at each of its beginnings of three letters and more", () => {
		for (const name of NAMES)
			for (let length = 3; length <= name.length; length++) {
				const found = index.find(name.slice(0, length), 20).map((each) => each.name);
				expect(found, name.slice(0, length)).toContain(name);
			}
	});

	test("a name is the first answer to itself", () => {
		for (const name of NAMES) expect(index.find(name, 1)[0]?.name).toBe(name);
	});
});

describe("what is similar stands below what fits", () => {
	test("the beginning beats the typing error", () => {
		expect(index.find("mühl", 8).map(({ name }) => name)[0]).toBe("Mühlenweg");
	});

	test("a guess says that it is one", () => {
		expect(index.match("hauptst", 8).guessed).toBe(false);
		expect(index.match("Haubtstr", 8).guessed).toBe(true);
	});

	test("what is no street at all finds nothing", () => {
		expect(index.find("qqqxyz straße", 8)).toEqual([]);
		expect(index.find("  ", 8)).toEqual([]);
		expect(index.find("…!?", 8)).toEqual([]);
	});

	test("equal names are told apart by village and postcode", () => {
		const two = makeStreetIndex([
			street("Ringstraße", "Oberdorf", "12345"),
			street("Ringstraße", "Niederdorf", "12346"),
		]);
		expect(two.find("ringstr", 8)).toHaveLength(2);
		expect(two.find("ringstr niederd", 8)[0]?.locality).toBe("Niederdorf");
		expect(two.find("12346 ringstr", 8)[0]?.locality).toBe("Niederdorf");
	});

	test("it keeps to the limit", () => {
		expect(index.find("str", 5)).toHaveLength(5);
	});
});

test("a number behind the street is taken apart", () => {
	expect(splitAddress("Hauptstr. 12a")).toEqual({ street: "Hauptstr.", number: "12a" });
	expect(splitAddress("Straße des 17. Juni")).toEqual({ street: "Straße des 17. Juni", number: undefined });
	expect(splitAddress("12345")).toEqual({ street: "12345", number: undefined });
});

test.each([
	["Hauptstr. 12 1/2", "12 1/2"],
	["Hauptstr. 12½", "12½"],
	["Hauptstr. Nr. 7/1", "7/1"],
	["Hauptstr., №12", "12"],
	["Hauptstr. 12-14", "12-14"],
	["Hauptstr. ١٢", "١٢"],
])("%s", (typed, number) => expect(splitAddress(typed)).toEqual({ street: "Hauptstr.", number }));

describe("a street's own number is not the house's", () => {
	test.each<[string, string, string | undefined]>([
		["Straße 52", "Straße 52", undefined],
		["Straße 5", "Straße 52", undefined],
		["Straße 52", "Straße 5", undefined],
		["Straße 52 3 a", "Straße 52", "3 a"],
		["Straße 52 Nr. 52", "Straße 52", "52"],
		["Q 7", "Q 7", undefined],
		["Q7 12", "Q 7", "12"],
		["Q 7 7", "Q 7", "7"],
		["Quergasse 2", "2. Quergasse", undefined],
		["Quergasse 2", "Quergasse", "2"],
		["2. Quergasse 2", "2. Quergasse", "2"],
		["Straße des 17. Juni 1", "Straße des 17. Juni", "1"],
		["Straße des 17", "Straße des 17. Juni", undefined],
	])("«%s» in %s", (typed, name, number) => expect(houseTyped(typed, street(name))).toBe(number));

	test("nor is a postcode, or a district's number", () => {
		expect(houseTyped("Dorfstraße 8001", street("Dorfstraße", "Zürich", "8001"))).toBeUndefined();
		expect(houseTyped("Dorfstraße Bezirk 3", street("Dorfstraße", "Bezirk 3"))).toBeUndefined();
		expect(houseTyped("Dorfstraße 80", street("Dorfstraße", "Zürich", "8001"))).toBe("80");
	});

	test("both are offered, the full name first; what may be either is taken by nobody unseen", () => {
		const index = makeStreetIndex(
			["Quergasse", "2. Quergasse", "Weg", "Weg 4", "Straße 52", "Q 7"].map((name) => street(name)),
		);
		const found = (typed: string) => {
			const { streets, isOpen = false } = index.match(typed, 3);
			return [isOpen, ...streets.map(({ name }) => name)];
		};
		expect(found("Quergasse 2")).toEqual([true, "Quergasse", "2. Quergasse"]);
		expect(found("2. Quergasse")).toEqual([false, "2. Quergasse"]);
		expect(found("Weg 4")).toEqual([false, "Weg 4", "Weg"]);
		expect(found("Weg 5").slice(0, 2)).toEqual([false, "Weg"]);
		expect(found("Straße 52")).toEqual([false, "Straße 52"]);
		expect(found("Q 7 12")).toEqual([false, "Q 7"]);
	});
});

function street(name: string, locality?: string, postcode?: string): Street {
	return { id: name.toLowerCase() as StreetId, name, locality, postcode, places: [] };
}
