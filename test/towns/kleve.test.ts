import { beforeAll, expect, test } from "vitest";
import { collectionsOf } from "../../data/model/dataset.ts";
import { type Place, resolve } from "../../data/model/street.ts";
import { describeTown, difference, houseNumber, type Imported, importForeign, linesOf, tell } from "./foreign.ts";

const TOWN = "kleve-2023";
const STREETS = "abfuhrbezirke2.txt";
const DAYS = "abfuhrtermine4.txt";

/** `1-81`, `19-43 und 20-50`: both ends of each range, and numbers that the other side's range must not take. */
const NUMBERS: Readonly<Record<string, readonly string[]>> = {
	"1-81": ["1", "2", "81"],
	"82-280": ["82", "83", "280"],
	"1-17": ["1", "10", "17"],
	"19-43 und 20-50": ["19", "20", "43", "50"],
	"45-67 und 52-68": ["45", "52", "67", "68"],
	"1-22": ["1", "22"],
	"43-74": ["43", "74"],
	"1-56": ["1", "56"],
	"58-107": ["58", "107"],
	"1-43": ["1", "42", "43"],
	"44-60 und 45-103": ["44", "60", "45", "103"],
	"64-92 und 107-141": ["64", "92", "107", "141"],
	"1-32": ["1", "32"],
	"40-188": ["40", "188"],
	"1-145": ["1", "145"],
	"147-196": ["147", "196"],
	"1-92": ["1", "92"],
	"101-257": ["101", "257"],
	"1-33 und 2-50": ["1", "33", "2", "50"],
	"35-111 und 52-112": ["35", "111", "52", "112"],
	"1-99 und 2-118": ["1", "99", "2", "118"],
	"105-159 und 126-180": ["105", "159", "126", "180"],
	"20-52": ["20", "52"],
	"112-120": ["112", "120"],
	"1-29": ["1", "29"],
	"36-57": ["36", "57"],
};

const COLOURS: Readonly<Record<string, string>> = {
	GREY: "rest",
	GREEN: "papier",
	BROWN: "bio",
	YELLOW: "gelb",
	PINK: "pink",
};

/** `2023-01-09 1BROWN AYELLOW E1`: by code (`1`, `A`, `E1`) and service. */
function readDays(): { dates: Map<string, string[]>; strays: number[] } {
	const dates = new Map<string, string[]>();
	const strays: number[] = [];
	const tokens = linesOf(TOWN, DAYS).flatMap((text, at) => {
		const [day = "", ...rest] = text.trim().split(" ");
		return rest.filter((token) => token !== "X").map((token) => ({ day, token, line: at + 1 }));
	});
	for (const { day, token, line } of tokens) {
		const [, code = "", colour = ""] = /^([1-5]|[A-H])([A-Z]{4,})$/u.exec(token) ?? [];
		const service = COLOURS[colour] ?? (/^[A-H][12]$/u.test(token) ? "sonder" : undefined);
		const key = `${service} ${code || token}`;
		if (service) dates.set(key, [...(dates.get(key) ?? []), `${day} ${service} ${DAYS}:${line}`]);
		else strays.push(line);
	}
	return { dates, strays };
}

describeTown(TOWN, () => {
	let town: Imported;
	beforeAll(async () => {
		town = await importForeign(TOWN);
	});

	const { dates, strays } = readDays();
	const rows = linesOf(TOWN, STREETS).filter((line) => line !== "");

	/** Every place that a row of the list of streets means. */
	function placesOf(row: string): { place: Place; number: string | undefined }[] {
		const [, name = row, wording] = /^(.*?) von Hausnr\.? +(.*)$/u.exec(row) ?? [];
		// The list writes some names short in one row and long in the next.
		const long = name.replace(/str\.$/u, "straße");
		const street = town.dataset.streets.find((each) => each.name.replace(/str\.$/u, "straße") === long);
		if (!street) throw new Error(`no street ${name}`);
		if (wording === undefined) return street.places.map((place) => ({ place, number: undefined }));
		const numbers = NUMBERS[wording];
		if (!numbers) throw new Error(`what is ${wording}?`);
		return numbers.map((number) => {
			const { decided } = resolve(street, houseNumber(number));
			if (!decided) throw new Error(`${name} ${number} is not decided`);
			return { place: decided, number };
		});
	}

	test("the two lone `5` are named with their lines, and nothing else is", () => {
		expect(strays).toEqual([192, 211]);
		const named = town.report.acknowledged.map(({ problem: { code, where } }) => `${where.file}:${where.line} ${code}`);
		expect(named).toEqual([`${DAYS}:192 unknown_token`]);
		expect(town.report.acknowledged[0]?.problem.what).toMatch(/192.*211/u);
		expect(town.report.problems).toEqual([]);
		// The list leaves out numbers between the parts of some streets, and a date of tour 5 in October; that is told, and nothing else.
		expect(new Set(town.report.warnings.map(({ code }) => code))).toEqual(new Set(["numbers_missing", "missing_date"]));
	});

	test("every date of every row of the list of streets, and nothing else", () => {
		const differences: string[] = [];
		const met = new Set<Place>();
		let compared = 0;
		expect(rows).toHaveLength(697);
		expect(town.report.rows).toEqual({ [STREETS]: { held: 697, read: 697 }, [DAYS]: { held: 248, read: 248 } });
		rows.forEach((row, at) => {
			const [name = "", letter, group, special] = row.split(";");
			const expected = [
				...["rest", "papier", "bio"].map((service) => `${service} ${group}`),
				...["gelb", "pink"].map((service) => `${service} ${letter}`),
				`sonder ${special}`,
			].flatMap((key) => dates.get(key) ?? [`no dates for ${key}`]);
			for (const { place, number } of placesOf(name)) {
				met.add(place);
				const collections = collectionsOf(town.dataset, place, { number: number ? houseNumber(number) : undefined });
				const actual = collections.map(
					({ day, service, sources }) => `${day} ${service.id} ${sources.date.file}:${sources.date.line}`,
				);
				expect(new Set(collections.map(({ sources }) => sources.assigned.line))).toEqual(new Set([at + 1]));
				differences.push(...difference(expected, actual).map((each) => `${name} ${number}: ${each}`));
			}
			compared += expected.length;
		});
		expect(differences.slice(0, 20)).toEqual([]);
		expect(met.size).toBe(town.dataset.streets.flatMap(({ places }) => places).length);
		const read = rows.length + 248;
		tell({
			town: "Kleve 2023",
			rows: read,
			acknowledged: town.report.acknowledged.length,
			dates: compared,
			differences: differences.length,
		});
	});

	test("every day of the calendar reaches some street: no token is lost", () => {
		const used = new Set(
			rows.flatMap((row) => {
				const [, letter, group, special] = row.split(";");
				return [
					...["rest", "papier", "bio"].map((service) => `${service} ${group}`),
					...["gelb", "pink"].map((service) => `${service} ${letter}`),
					`sonder ${special}`,
				];
			}),
		);
		expect([...dates.keys()].filter((key) => !used.has(key))).toEqual([]);
		const tokens = linesOf(TOWN, DAYS).flatMap((line) => line.trim().split(" ").slice(1));
		expect([...dates.values()].flat()).toHaveLength(tokens.filter((token) => token !== "X" && token !== "5").length);
	});
});
