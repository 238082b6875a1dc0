import { expect, test } from "vitest";
import { guessTown } from "../../../data/import/guess/guess.ts";
import { townAsText } from "../../../data/import/guess/town-text.ts";
import { unpacked } from "../../../data/import/guess/unpacked.ts";
import { importTown } from "../../../data/import/import-town.ts";
import { parseTownFile } from "../../../data/import/recipe/town-file.ts";
import { unpack } from "../../../data/import/unpack.ts";
import { workbook } from "../hostile/workbook.ts";
import { type Choice, pastedBy } from "./clerk.ts";
import { said } from "./shared-files.ts";

// The whole way of a clerk who knows nothing: files in, FRAGEN.md's lines pasted, and the right dates come out.

const bytesOf = (text: string) => new TextEncoder().encode(text);

interface Way {
	readonly what: string;
	readonly files: Readonly<Record<string, Uint8Array>>;
	readonly choices?: Readonly<Record<string, Choice>>;
	readonly expected: readonly string[];
}

const BY_DISTRICT = { Ost: ["2027-01-04"], West: ["2027-01-07"] };

const WAYS: readonly Way[] = [
	{
		what: "a workbook with a joined heading over lids, and a column of districts",
		files: {
			"plan.xlsx": workbook([
				["Abfuhrtermine 2027", "", "", ""],
				["", "Restmüll", "", "Biotonne"],
				["Bezirk", "schwarzer Deckel", "roter Deckel", "brauner Deckel"],
				["Nord", "04.01.2027", "11.01.2027", "05.01.2027"],
				["Süd", "07.01.2027", "14.01.2027", "08.01.2027"],
			]),
		},
		expected: [
			"Bezirk Nord organic 2027-01-05",
			"Bezirk Nord residual 2027-01-04",
			"Bezirk Nord residual 2027-01-11",
			"Bezirk Süd organic 2027-01-08",
			"Bezirk Süd residual 2027-01-07",
			"Bezirk Süd residual 2027-01-14",
		],
	},
	{
		what: "JSON whose keys are districts and days",
		files: {
			"plan.json": bytesOf(
				JSON.stringify(
					{
						bezirke: Object.fromEntries(
							Object.entries(BY_DISTRICT).map(([name, [day = ""]]) => [
								name,
								{ [day]: ["Restmüll"], [day.replace("-01-", "-02-")]: ["Papier", "Restmüll"] },
							]),
						),
					},
					undefined,
					1,
				),
			),
		},
		choices: { "Wird plan.json": "Nein: «Schlüssel 3» nennt den Bezirk", "Für wen gelten": "Jeder Bezirk" },
		expected: Object.entries(BY_DISTRICT).flatMap(([name, [day = ""]]) => [
			`Bezirk ${name} paper ${day.replace("-01-", "-02-")}`,
			`Bezirk ${name} residual ${day}`,
			`Bezirk ${name} residual ${day.replace("-01-", "-02-")}`,
		]),
	},
	{
		what: "a matrix of days and wastes with marks",
		files: {
			"plan.csv": bytesOf("Datum;Tag;Restmüll;Papier\n04.01.2027;Mo;x;\n05.01.2027;Di;;x\n18.01.2027;Mo;x;x\n"),
		},
		expected: [
			"Ganze Gemeinde paper 2027-01-05",
			"Ganze Gemeinde paper 2027-01-18",
			"Ganze Gemeinde residual 2027-01-04",
			"Ganze Gemeinde residual 2027-01-18",
		],
	},
	{
		what: "streets with the number of a tour, and a column of dates per «Tour 1»",
		files: {
			"strassen.csv": bytesOf("Straße;Hausnr;Rest;Papier\nAhornweg;;1;A\nHauptstraße;1-15;1;B\nRingstraße;;2;B\n"),
			"rest.csv": bytesOf("Tour 1;Tour 2\n04.01.2027;05.01.2027\n18.01.2027;19.01.2027\n01.02.2027;02.02.2027\n"),
			"papier.csv": bytesOf("Datum;Bezirk\n06.01.2027;A\n07.01.2027;B\n03.02.2027;A\n04.02.2027;B\n"),
		},
		expected: [
			...["01-06", "02-03"].map((day) => `Ahornweg paper 2027-${day}`),
			...["01-04", "01-18", "02-01"].map((day) => `Ahornweg residual 2027-${day}`),
			...["01-07", "02-04"].map((day) => `Hauptstraße paper 2027-${day}`),
			...["01-04", "01-18", "02-01"].map((day) => `Hauptstraße residual 2027-${day}`),
			...["01-07", "02-04"].map((day) => `Ringstraße paper 2027-${day}`),
			...["01-05", "01-19", "02-02"].map((day) => `Ringstraße residual 2027-${day}`),
		],
	},
];

test.each(WAYS)("$what", async ({ files, choices = {}, expected }) => {
	const given = Object.entries(files);
	const found = await Promise.all(given.map(([name, bytes]) => unpacked(name, bytes)));
	const { town, questions } = guessTown("handstadt", found.flat());
	const json = pastedBy(townAsText(town), questions, choices);
	const read = parseTownFile(json, "handstadt");
	if (!read.ok) throw new Error(`${JSON.stringify(read.problems)}\n${json}`);
	const { id, file } = read.value;
	const unpackedFiles = await unpack(file, new Map(given.map(([name, bytes]) => [`source/${name}`, bytes])));
	const input = { id, file, files: unpackedFiles, previous: undefined, now: "2026-11-30T00:00:00Z", acceptLoss: false };
	const got = importTown(input);
	expect(got.problems).toEqual([]);
	expect(said(got.dataset)).toEqual(expected);
});

test("two files that name the same district of the same waste on other days are asked about", () => {
	const list = (...days: readonly string[]) =>
		bytesOf(`Datum;Abfallart;Bezirk\n${days.map((day) => `${day}.2027;Papier;A`).join("\n")}\n`);
	const { questions } = guessTown("handstadt", [
		{ name: "papier-eins.csv", bytes: list("06.01", "03.02", "03.03") },
		{ name: "papier-zwei.csv", bytes: list("08.01", "05.02", "05.03") },
	]);
	expect(questions.map(({ ask }) => ask)).toContain("Gelten papier-eins.csv und papier-zwei.csv für dieselben Häuser?");
});
