import type { Imported } from "../../../../data/import/import-town.ts";
import { collectionsOf, type Dataset } from "../../../../data/model/dataset.ts";
import { parseHouseNumber } from "../../../../data/model/number.ts";
import type { Problem } from "../../../../data/model/problem.ts";
import { type Place, resolve, type Street } from "../../../../data/model/street.ts";
import { spelled } from "../oracle/streets.ts";
import type { Mutation, Spot } from "./mutation.ts";
import { type Asked, keyOf, type Reading } from "./reading.ts";

export type Verdict =
	/** The dataset is what the oracle reads. */
	| { readonly kind: "equal" }
	/** A finding points at the place. */
	| { readonly kind: "named"; readonly code: string }
	/** Something is wrong and nothing points at the place. */
	| { readonly kind: "silent"; readonly why: string };

export function findingsOf({ problems, warnings, acknowledged }: Imported): Problem[] {
	return [...problems, ...warnings, ...acknowledged.map(({ problem }) => problem)];
}

/** What one meaning of the files says. */
export interface Read {
	readonly reading: Reading;
	readonly itself: boolean;
}

export function judge(
	before: readonly Problem[],
	imported: Imported,
	{ spots, same }: Mutation,
	reads: readonly Read[],
): Verdict {
	const readings = reads.map(({ reading }) => reading);
	const fresh = freshFindings(before, findingsOf(imported));
	const places = [...spots, ...readings.flatMap(({ refused }) => refused.map(spotOf))];
	const named = fresh.find((finding) => places.some((spot) => isAt(spot, finding)));
	if (named) return { kind: "named", code: named.code };
	const lawful = reads.filter(({ reading }) => reading.refused.length === 0);
	const elsewhere = fresh.find(({ level }) => level === "problem");
	const said = elsewhere ? ` (${elsewhere.where.file}:${elsewhere.where.line}: ${elsewhere.code})` : "";
	if (lawful.length === 0) return { kind: "silent", why: `no finding at the place${said}` };
	const differences = lawful.map(({ reading, itself }) => differencesOf(reading, imported.dataset, itself));
	const [least = []] = differences.toSorted((one, other) => one.length - other.length);
	if (least.length > 0) return { kind: "silent", why: `${least.length}: ${least.slice(0, 3).join(", ")}${said}` };
	if (same && elsewhere) return { kind: "silent", why: `a problem elsewhere${said}` };
	return { kind: "equal" };
}

function spotOf({ file, line }: { readonly file: string; readonly line?: number | undefined }): Spot {
	return { file, lines: line === undefined ? undefined : [line, line] };
}

function isAt({ file, lines }: Spot, { where, what }: Problem): boolean {
	if (baseFile(where.file) !== baseFile(file)) return false;
	if (!lines) return true;
	return [where.line, ...linesSaid(what)].some((line) => line !== undefined && lines[0] <= line && line <= lines[1]);
}

/** A finding that stands for several lines says which: «Zeilen 4, 9 und 12». */
function linesSaid(what: string): number[] {
	return [...what.matchAll(/Zeilen? (\d+(?:(?:, | und )\d+(?! weitere))*)/gu)].flatMap(([, lines = ""]) =>
		lines.split(/, | und /u).map(Number),
	);
}

/** A sheet of a workbook and the workbook are one file. */
function baseFile(file: string): string {
	return file.replace(/ \[[^\]]*\]$/u, "");
}

/** A finding that was there before does not count, wherever its line has moved to. */
function freshFindings(before: readonly Problem[], after: readonly Problem[]): Problem[] {
	const known = new Map<string, number>();
	for (const each of before) known.set(sayingOf(each), (known.get(sayingOf(each)) ?? 0) + 1);
	const exact = new Set(before.map((each) => `${sayingOf(each)} ${each.where.line}`));
	return after
		.toSorted((one, other) => Number(exact.has(exactly(other))) - Number(exact.has(exactly(one))))
		.filter((each) => {
			const left = known.get(sayingOf(each)) ?? 0;
			known.set(sayingOf(each), left - 1);
			return left <= 0;
		});
}

function exactly(finding: Problem): string {
	return `${sayingOf(finding)} ${finding.where.line}`;
}

function sayingOf({ code, where, what }: Problem): string {
	return `${code} ${where.file} ${where.field} ${what}`;
}

/** What the oracle says and the dataset does not, and the other way round; a day from another line is one too. */
export function differencesOf({ asked, said }: Reading, dataset: Dataset, withLines: boolean): string[] {
	const told = toldBy(dataset, asked);
	const streets = new Set([...asked.values()].map(streetKey));
	return [
		...[...said.keys()].filter((each) => !told.has(each)).map((each) => `missing ${each}`),
		...[...told.keys()].filter((each) => !said.has(each)).map((each) => `not published ${each}`),
		...(withLines ? [...told].filter(([each, line]) => said.get(each)?.includes(line) === false) : []).map(
			([each, line]) => `from ${line} ${each}`,
		),
		...dataset.streets.filter((street) => !streets.has(streetKey(asAsked(street)))).map(({ name }) => `street ${name}`),
	];
}

function asAsked({ name, postcode, locality }: Street): Asked {
	return { street: name, locality: locality ?? postcode };
}

function streetKey({ street, locality }: Asked): string {
	return `${spelled(street)}|${locality ?? ""}`;
}

function toldBy(dataset: Dataset, asked: ReadonlyMap<string, Asked>): Map<string, string> {
	const streets = new Map(dataset.streets.map((street) => [streetKey(asAsked(street)), street]));
	const told = new Map<string, string>();
	for (const each of asked.values()) {
		const street = streets.get(streetKey(each));
		for (const place of street ? placesOf(street, each) : [])
			for (const { service, day, sources } of collectionsOf(dataset, place, { number: houseOf(each) }))
				told.set(`${keyOf(each)} ${service.id} ${day}`, `${baseFile(sources.date.file)}:${sources.date.line}`);
	}
	return told;
}

function placesOf(street: Street, { number, words }: Asked): readonly Place[] {
	if (words !== undefined)
		return street.places.filter(({ part }) => part.kind === "words" && part.words.trim() === words);
	if (number === undefined) return street.places;
	const { decided } = resolve(street, parseHouseNumber(number));
	return decided ? [decided] : [];
}

function houseOf({ number }: Asked) {
	return number === undefined ? undefined : parseHouseNumber(number);
}
