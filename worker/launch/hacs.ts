import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fail } from "../../data/import/command/arguments.ts";
import type { Dataset } from "../../data/model/dataset.ts";
import { parseDataset } from "../../data/model/dataset-file.ts";
import { placeLabel } from "../../data/model/place-label.ts";
import { parseOrigins } from "../http/origin.ts";
import { readSettings } from "./settings.ts";

/**
 * `npm run hacs -- TOWN`: the source file for Home Assistant's waste_collection_schedule, as its doc/ics/yaml has
 * them, one for each public address. It is written where the command is given.
 */

const USAGE = "Aufruf: npm run hacs -- KENNUNG";
/** Its runner fetches each of them with every test. */
const EXAMPLES = 3;

process.exitCode = main(process.argv.slice(2));

/** 0: written. 1: no such town. 2: usage. */
function main([town, ...others]: string[]): number {
	if (town === undefined || others.length > 0) return fail(2, USAGE);
	const { towns, origins } = readSettings(process.env, process.cwd());
	const file = join(towns, town, "dataset.json");
	if (!/^[a-z0-9-]+$/.test(town) || !existsSync(file))
		return fail(1, `${town}: dort ist keine übersetzte Gemeinde. Zuerst: npm run import -- ${join(towns, town)}`);
	const dataset = parseDataset(readFileSync(file, "utf8"), file);
	if (!dataset.ok) return fail(1, `${file} ist beschädigt. Neu: npm run import -- ${join(towns, town)}`);
	for (const { address, town: only } of parseOrigins(origins))
		if (only === undefined || only === town) write(dataset.value, address, countryOf(join(towns, town)));
	return 0;
}

/** The dataset does not tell it; the facts do, where the town is not in Germany. */
function countryOf(folder: string): string {
	const file = join(folder, "town.json");
	const facts = existsSync(file) ? readFileSync(file, "utf8") : "";
	return (/"country"\s*:\s*"(AT|CH)"/.exec(facts)?.[1] ?? "DE").toLowerCase();
}

function write(dataset: Dataset, address: string, country: string): void {
	const { hostname, protocol } = new URL(address);
	const name = `${hostname.replaceAll(".", "_")}.yaml`;
	writeFileSync(name, makeYaml(dataset, address, country));
	process.stdout.write(`${name}: für doc/ics/yaml von waste_collection_schedule (${address})\n`);
	if (protocol !== "https:")
		process.stderr.write(`${address} ist keine öffentliche Adresse: mit TONNENTAG_ORIGINS=https://… noch einmal.\n`);
}

/** A string of JSON is one of YAML, whatever is in it. */
function quoted(text: string): string {
	return JSON.stringify(text);
}

function makeYaml(dataset: Dataset, address: string, country: string): string {
	const { town } = dataset;
	return [
		`title: ${quoted(town.name)}`,
		`url: ${quoted(address)}`,
		`country: ${country}`,
		"howto:",
		"  en: |",
		...steps("en", town.name, address),
		"  de: |",
		...steps("de", town.name, address),
		"test_cases:",
		...examplesOf(dataset).flatMap(({ label, id }) => [
			`  ${quoted(label)}:`,
			`    url: ${quoted(`${address}/feed/${town.id}/${id}.ics`)}`,
		]),
		"",
	].join("\n");
}

function steps(language: "de" | "en", town: string, address: string): string[] {
	const lines =
		language === "de"
			? [
					`- Auf ${address} die Adresse in ${town} wählen.`,
					"- Unter «Im Kalender abonnieren» die «Adresse für andere Kalender» kopieren.",
					"- Diese Adresse als `url` einsetzen.",
				]
			: [
					`- Go to ${address} and choose the address in ${town}.`,
					"- Under “Subscribe in a calendar” copy the “Address for other calendars”.",
					"- Use this address as `url`.",
				];
	return lines.map((line) => `    ${line}`);
}

/** Places with dates, spread over the town; no label twice, because it is a key. */
function examplesOf({ streets }: Dataset): { label: string; id: string }[] {
	const places = streets.flatMap((street) =>
		street.places
			.filter(({ assignments }) => assignments.some(({ round }) => round.dates.length > 0))
			.map((place) => ({ label: placeLabel(street, place), id: place.id })),
	);
	const step = Math.max(1, Math.floor(places.length / EXAMPLES));
	const chosen = places.filter((_, at) => at % step === 0).slice(0, EXAMPLES);
	return [...new Map(chosen.map((place) => [place.label, place])).values()];
}
