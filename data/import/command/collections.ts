import { parseArgs } from "node:util";
import { type Collection, makeSources } from "../../model/collection.ts";
import { collectionsOf, type Dataset } from "../../model/dataset.ts";
import { type Day, parseDay } from "../../model/day.ts";
import { type HouseNumber, parseHouseNumber } from "../../model/number.ts";
import { makeNumberWords } from "../../model/number-words.ts";
import { makeProblemLine, makeVisible } from "../../model/problem.ts";
import { type Place, resolve, type Street } from "../../model/street.ts";
import { foldStreet } from "../street-identity.ts";
import { fail } from "./arguments.ts";
import { TownFolder } from "./town-folder.ts";
import "./closed-pipe.ts";

const USAGE =
	"Aufruf: npm run collections -- ORDNER --street NAME [--number 12a] [--part WORTE] [--postcode PLZ] [--locality ORT] [--from TAG] [--to TAG] [--json]";

process.exitCode = main(process.argv.slice(2));

interface Asked {
	readonly folder: string;
	readonly street: string;
	readonly number: HouseNumber | undefined;
	readonly part: string | undefined;
	readonly postcode: string | undefined;
	readonly locality: string | undefined;
	readonly from: Day | undefined;
	readonly to: Day | undefined;
	readonly json: boolean;
}

/** 0: told. 1: no dataset. 2: usage. 3: the address is not decided. */
function main(given: string[]): number {
	const asked = readArguments(given);
	if (typeof asked === "string") return fail(2, `${asked}\n${USAGE}`);
	const dataset = new TownFolder(asked.folder).readDataset();
	if (!dataset) return fail(1, `${asked.folder}/dataset.json gibt es nicht. Zuerst: npm run import -- ${asked.folder}`);
	if (!dataset.ok) return fail(1, dataset.problems.map(makeProblemLine).join("\n"));
	return answer(dataset.value, asked);
}

function answer(dataset: Dataset, asked: Asked): number {
	const streets = streetsNamed(dataset, asked);
	const choices = streets.flatMap((street) => choicesOn(street, asked));
	const [only] = choices;
	if (streets.length === 0) return undecided(dataset, [], `Die Straße «${asked.street}» gibt es nicht.`, asked);
	if (!only || choices.length > 1 || !only.decided) {
		return undecided(dataset, choices, "Die Adresse ist noch nicht eindeutig. Zur Wahl:", asked);
	}
	const period = { from: asked.from ?? dataset.coverage.from, to: asked.to ?? dataset.coverage.to };
	const collections = collectionsOf(dataset, only.place, { period, number: asked.number });
	const none = collections.length === 0 ? noneWords(only, period) : undefined;
	process.stdout.write(asked.json ? makeJson(dataset, only, collections, none) : makeCsv(collections));
	if (none !== undefined) process.stderr.write(`${makeVisible(none)}\n`);
	return 0;
}

function noneWords({ street }: Choice, { from, to }: { readonly from: Day; readonly to: Day }): string {
	return `Für «${street.name}» steht vom ${from} bis ${to} kein Termin im Kalender.`;
}

interface Choice {
	readonly street: Street;
	readonly place: Place;
	readonly decided: boolean;
}

function choicesOn(street: Street, { number, part }: Asked): Choice[] {
	const { decided, choices } = resolve(street, number);
	const described = choices.filter(
		(place) => part !== undefined && place.part.kind === "words" && place.part.words === part,
	);
	if (decided) return [{ street, place: decided, decided: true }];
	if (described.length > 0) return described.map((place) => ({ street, place, decided: true }));
	return choices.map((place) => ({ street, place, decided: false }));
}

/** What is the name of one street and the id of another is the name: people write names. */
function streetsNamed({ streets }: Dataset, { street, postcode, locality }: Asked): Street[] {
	const name = foldStreet(street);
	const named = streets.filter((each) => foldStreet(each.name) === name);
	const meant = named.length > 0 ? named : streets.filter(({ id }) => id === street);
	return meant.filter(
		(each) =>
			(postcode === undefined || each.postcode === postcode) && (locality === undefined || each.locality === locality),
	);
}

function undecided(dataset: Dataset, choices: readonly Choice[], why: string, { json }: Asked): number {
	const list = choices.map(({ street, place }) => ({
		place: place.id,
		street: street.name,
		postcode: street.postcode,
		locality: street.locality,
		part: partWords(place),
	}));
	if (json) process.stdout.write(`${JSON.stringify({ town: dataset.town.id, choices: list }, undefined, "\t")}\n`);
	const rows = list.map(({ street, postcode, locality, part }) =>
		[street, postcode, locality, part].filter(Boolean).join(" · "),
	);
	return fail(3, [why, ...rows].map(makeVisible).join("\n"));
}

function partWords({ part }: Place): string {
	if (part.kind === "numbers") return `Nr. ${makeNumberWords(part.numbers)}`;
	return part.kind === "words" ? part.words : "";
}

function makeCsv(collections: readonly Collection[]): string {
	const byDayAndService = collections.toSorted((one, other) => (rowOrder(one) < rowOrder(other) ? -1 : 1));
	const rows = byDayAndService.map((each) =>
		[each.day, each.planned, each.service.fraction, each.service.id, each.reason ?? "", makeSources(each.sources)]
			.map(makeVisible)
			.map(asText)
			.map(quoted)
			.join(";"),
	);
	return `${["day;planned;fraction;service;reason;source", ...rows].join("\n")}\n`;
}

/** A spreadsheet calculates what begins so, whoever wrote it into a source. */
function asText(cell: string): string {
	return /^\s*[=+\-@|%]/.test(cell) ? `'${cell}` : cell;
}

function rowOrder({ day, service }: Collection): string {
	return `${day} ${service.id}`;
}

function quoted(cell: string): string {
	return /[";\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function makeJson(
	dataset: Dataset,
	{ street, place }: Choice,
	collections: readonly Collection[],
	none: string | undefined,
): string {
	const answer = {
		town: dataset.town.id,
		street: street.name,
		place: place.id,
		coverage: dataset.coverage,
		collections: collections.map(toldCollection),
		/** Why the list is empty. */
		hint: none,
	};
	return `${JSON.stringify(answer, undefined, "\t")}\n`;
}

function toldCollection({ day, planned, service, reason, note, at, sources }: Collection) {
	return {
		day,
		planned,
		fraction: service.fraction,
		service: service.id,
		label: service.label,
		reason,
		note,
		at,
		source: makeSources(sources),
		assigned: sources.assigned,
	};
}

function readArguments(given: string[]): Asked | string {
	const parsed = parse(given);
	if (!parsed) return "Das verstehe ich nicht.";
	const { values, positionals } = parsed;
	const [folder] = positionals;
	if (folder === undefined || values.street === undefined) return "Ordner und Straße fehlen.";
	const number = values.number === undefined ? undefined : parseHouseNumber(values.number);
	if (values.number !== undefined && !number) return `«${values.number}» ist keine Hausnummer.`;
	const [from, to] = [values.from, values.to].map((day) => (day === undefined ? undefined : parseDay(day)));
	if ((values.from !== undefined && !from) || (values.to !== undefined && !to)) return "Tage wie 2026-12-31 schreiben.";
	const { street, part, postcode, locality, json = false } = values;
	return { folder, street, number, part, postcode, locality, from, to, json };
}

function parse(given: string[]) {
	try {
		const text = { type: "string" } as const;
		return parseArgs({
			args: given,
			allowPositionals: true,
			options: {
				street: text,
				number: text,
				part: text,
				postcode: text,
				locality: text,
				from: text,
				to: text,
				json: { type: "boolean" },
			},
		});
	} catch {
		return undefined;
	}
}
