import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { TownFolder } from "../../data/import/command/town-folder.ts";
import { importTown } from "../../data/import/import-town.ts";
import { unpack } from "../../data/import/unpack.ts";
import type { Dataset } from "../../data/model/dataset.ts";
import { importEdition, lawful, told } from "../import/edition-town.ts";
import { describeTown } from "./foreign.ts";
import {
	type Cell,
	cellsOf,
	FORMS,
	filesOf,
	lottery,
	type Plan,
	type Planned,
	type Random,
	shuffled,
	yearLater,
} from "./plan-files.ts";

// Any split of a town's plan into files, in any order, at any cut, with the next year derived from it, comes in as
// the union: no date lost, none doubled. What must come out is counted here, day by day, without code of the import.

const HERE = dirname(fileURLToPath(import.meta.url));
const SEED = Number(process.env.SEED ?? 20_261_130);
const MOST_PLACES = 5;

/** Folders without a plan that can be asked: an empty answer, addresses without dates. */
const WITHOUT_PLAN = ["ics-bsr-berlin-empty", "arnsberg-2023"];

const totals = { towns: 0, imports: 0, dates: 0 };
afterAll(() => console.log(`editions of all towns: SEED=${SEED}, ${JSON.stringify(totals)}`));

async function compiledTown(name: string): Promise<Dataset> {
	const folder = new TownFolder(join(HERE, name));
	const read = folder.readTown();
	if (!read.ok) throw new Error(JSON.stringify(read.problems));
	const files = await unpack(read.value.file, folder.readFiles(read.value.file));
	return importTown({ ...read.value, files, previous: undefined, now: "2026-11-22T00:00:00Z", acceptLoss: false })
		.dataset;
}

/** The fullest calendar year of some places of the town, each place a street of its own. */
function planOf(dataset: Dataset, random: Random): Plan {
	const places = dataset.streets.flatMap(({ places: own }) => own).filter(({ assignments }) => assignments.length > 0);
	const all = shuffled(places, random)
		.slice(0, MOST_PLACES)
		.flatMap(({ assignments }, at) =>
			assignments.flatMap(({ round: { service, dates } }) =>
				dates.flatMap(({ day }): Planned[] =>
					day ? [{ street: `Weg ${"abcdefgh"[at]}`, service, round: "", day }] : [],
				),
			),
		);
	const years = [...Map.groupBy(all, ({ day }) => day.slice(0, 4)).values()];
	const [fullest = []] = years.sort((one, other) => other.length - one.length);
	return [...new Map(fullest.map((each) => [lineOf(each), each])).values()];
}

function lineOf({ street, service, day }: Planned): string {
	return `${street} ${service} ${day}`;
}

/** What must be known after files came one by one: for a street and a service the last that spoke of a day. */
function unionOf(cells: readonly Cell[]): string[] {
	const known = new Map<string, string[]>();
	for (const { plan } of cells) {
		for (const [key, own] of Map.groupBy(plan, ({ street, service }) => `${street} ${service}`)) {
			const days = own.map(({ day }) => day).sort();
			const [first = "", last = ""] = [days[0], days.at(-1)];
			const stay = (known.get(key) ?? []).filter((day) => day < first || last < day);
			known.set(key, [...stay, ...days]);
		}
	}
	return [...known].flatMap(([key, days]) => days.map((day) => `${key} ${day}`)).sort();
}

interface Way {
	readonly form: (typeof FORMS)[number];
	/** The file of dates has the same name each time, and each time another content. */
	readonly sameName: boolean;
}

/** Imports the cells one by one, each alone in its recipe. */
function importOneByOne(cells: readonly Cell[], { form, sameName }: Way): Dataset {
	const services = new Set<string>();
	let dataset: Dataset | undefined;
	for (const [at, cell] of cells.entries()) {
		for (const { service } of cell.plan) services.add(service);
		const offered = [...services].map((id) => ({ id, fraction: "residual", label: id }));
		const files = filesOf(cell, form, sameName ? "plan.csv" : `plan-${at}.csv`);
		const { from, to } = cell;
		const imported = importEdition({ ...files, services: offered, from, to, previous: dataset });
		expect(imported.warnings.filter(({ code }) => NEVER.includes(code))).toEqual([]);
		dataset = lawful(imported);
		totals.imports++;
	}
	if (!dataset) throw new Error("no cells");
	return dataset;
}

/** Whatever the cut, these would be false: nothing meets, nothing is without dates. */
const NEVER = ["days_meet", "day_twice", "street_without_dates", "row_twice"];

function expectUnion(cells: readonly Cell[], way: Way, what: string): void {
	const expected = unionOf(cells);
	totals.dates += expected.length;
	expect({ what, told: told(importOneByOne(cells, way)) }).toEqual({ what, told: expected });
}

/** A year's files; 52 weeks after the second of January may be the last of December. */
function whole(plan: Plan): Cell {
	const days = plan.map(({ day }) => day).sort();
	const [first = "", last = ""] = [days[0], days.at(-1)];
	const begin = `${last.slice(0, 4)}-01-01`;
	return { plan, from: first < begin ? first : begin, to: `${last.slice(0, 4)}-12-31`, district: 0 };
}

function tryTown(plan: Plan, random: Random): void {
	const year = Number(plan[0]?.day.slice(0, 4));
	const cut = () =>
		`${year + random(2)}-${String(1 + random(12)).padStart(2, "0")}-${String(1 + random(28)).padStart(2, "0")}`;
	const way = () => ({ form: FORMS[random(FORMS.length)] ?? FORMS[0], sameName: random(2) === 0 });
	for (const how of ["weeks", "calendar"] as const) {
		const later = named(yearLater(plan, how), random(2) === 0 ? "" : " neu");
		const inNovember = [whole(plan), whole(later)];
		expectUnion(inNovember, way(), `next year alone, in ${how}`);
		expect(unionOf(inNovember)).toEqual(
			expect.arrayContaining(plan.filter(({ day }) => day < firstOf(later)).map(lineOf)),
		);
	}
	const both = named([...plan, ...yearLater(plan, "calendar")]);
	const cells = cellsOf(both, [`${year}-07-01`, `${year + 1}-01-01`, cut()].sort(), random);
	expectUnion(shuffled(cells, random), way(), `in ${cells.length} files, in any order`);
}

/** Streets with the same days of a service are one round; in another year another name may stand for it. */
function named(plan: Plan, suffix = ""): Plan {
	const days = Map.groupBy(plan, ({ street, service }) => `${street} ${service}`);
	const content = (key: string) =>
		(days.get(key) ?? [])
			.map(({ day }) => day)
			.sort()
			.join();
	const contents = [...new Set([...days.keys()].map(content))];
	return plan.map((each) => {
		const round = `T${contents.indexOf(content(`${each.street} ${each.service}`))}${suffix}`;
		return { ...each, round };
	});
}

function firstOf(plan: Plan): string {
	return plan.map(({ day }) => day).sort()[0] ?? "";
}

const recipes = readdirSync(HERE, { withFileTypes: true })
	.filter((entry) => entry.isDirectory() && !WITHOUT_PLAN.includes(entry.name))
	.map(({ name }) => name);

for (const [nth, recipe] of recipes.entries()) {
	const { recipe: read } = JSON.parse(readFileSync(join(HERE, recipe, "town.json"), "utf8")) as {
		recipe: { folder: string };
	};
	describeTown(read.folder.split("/").at(-1) ?? "", () => {
		test(`${recipe}: next year alone; halves, districts, hauliers, in any order`, async () => {
			const random = lottery(SEED + nth);
			const plan = named(planOf(await compiledTown(recipe), random));
			expect(plan.length).toBeGreaterThan(0);
			tryTown(plan, random);
			totals.towns++;
		});
	});
}
