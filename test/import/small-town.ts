import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Dataset } from "../../data/model/dataset.ts";
import { parseDataset } from "../../data/model/dataset-file.ts";

/** An invented town small enough to know every date of it; each test changes what it wants to see. */

const TOWN = {
	name: "Kleinstadt",
	state: "HE",
	contact: { name: "Abfallberatung", email: "abfall@kleinstadt.example" },
	putOut: { earliest: "18:00", latest: "06:00" },
	publisher: "Kleinstadt",
	coverage: { from: "2026-01-01", to: "2026-12-31" },
	services: [
		{ id: "rest", fraction: "residual", label: "Restmüll" },
		{ id: "bio", fraction: "organic", label: "Bio" },
		{ id: "garten", fraction: "garden", label: "Garten", form: "pile" },
		{ id: "gelb", fraction: "packaging", label: "Gelber Sack", form: "sack" },
	],
	recipe: {
		read: [
			{
				as: "streets",
				file: "strassen.csv",
				street: "Straße",
				numbers: { wording: "Nummern" },
				rounds: [
					{ services: ["rest"], column: "Rest" },
					{ services: ["bio"], column: "Bio" },
				],
				everywhere: ["garten", "gelb"],
			},
			{
				as: "rhythms",
				file: "touren.csv",
				service: { columns: ["Leistung"], map: { Restmüll: "rest", Bio: "bio" } },
				round: "Bezirk",
				first: "Erster Termin",
				weeks: "Wochen",
				from: "Von",
				to: "Bis",
			},
			{ as: "dates", file: "garten.csv", service: "garten", date: "Datum" },
			{ as: "calendar", file: "gelb.ics", summaries: { "Gelber Sack": "gelb" } },
			{ as: "shifts", file: "verschiebungen.csv", from: "Von", to: "Nach", reason: "Grund" },
		] as Record<string, unknown>[],
		known: [] as unknown[],
		renamed: {} as Record<string, string>,
	},
};

const STREETS = [
	"Straße;Nummern;Rest;Bio",
	"Ahornweg;;1;A",
	"Birkenweg;;2;A",
	"Hauptstraße;1 - 15;1;A",
	"Hauptstraße;16 - Ende;2;B",
	"Lange Straße;;1;B",
	"Ring;gerade;1;A",
	"Ring;ungerade;2;A",
	"Weg zum See;;2;B",
];

const ROUNDS = [
	"Leistung;Bezirk;Erster Termin;Wochen;Von;Bis",
	"Restmüll;1;05.01.2026;2;;",
	"Restmüll;2;12.01.2026;2;;",
	"Bio;A;07.01.2026;2;;",
	"Bio;B;14.01.2026;2;;",
];

function calendar(...days: string[]): string {
	const events = days.flatMap((day) => [
		"BEGIN:VEVENT",
		`UID:${day}@kleinstadt.example`,
		"DTSTAMP:20251201T000000Z",
		`DTSTART;VALUE=DATE:${day}`,
		"SUMMARY:Gelber Sack",
		"END:VEVENT",
	]);
	return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//x//DE", ...events, "END:VCALENDAR", ""].join("\r\n");
}

export const EMPTY_CALENDAR = calendar();

/** A town folder on the disk, in a temporary home of its own. */
export class SmallTown {
	/** `town.json`; its changes are written by `save`. */
	readonly town = structuredClone(TOWN);
	readonly folder: string;
	readonly #home = mkdtempSync(join(tmpdir(), "tonnentag-"));

	constructor() {
		this.folder = join(this.#home, "kleinstadt");
		mkdirSync(this.folder);
		this.write("strassen.csv", STREETS);
		this.write("touren.csv", ROUNDS);
		this.write("garten.csv", ["Datum", "16.03.2026", "19.10.2026"]);
		this.write("gelb.ics", calendar("20260108", "20260122", "20260205"));
		this.write("verschiebungen.csv", ["Von;Nach;Grund", "06.04.2026;07.04.2026;Ostermontag"]);
		this.save();
	}

	save(): void {
		this.write("town.json", JSON.stringify(this.town, undefined, "\t"));
	}

	write(file: string, content: string | Uint8Array | readonly string[]): void {
		const text = Array.isArray(content) ? `${content.join("\n")}\n` : (content as string | Uint8Array);
		writeFileSync(join(this.folder, file), text);
	}

	/** Puts one line in the place of another; lines count from 1. */
	rewrite(file: string, line: number, ...texts: string[]): void {
		const lines = this.read(file).trimEnd().split("\n");
		this.write(file, lines.toSpliced(line - 1, 1, ...texts));
	}

	read(file: string): string {
		return readFileSync(join(this.folder, file), "utf8");
	}

	has(file: string): boolean {
		return existsSync(join(this.folder, file));
	}

	remove(file: string): void {
		rmSync(join(this.folder, file));
	}

	get dataset(): Dataset {
		const parsed = parseDataset(this.read("dataset.json"));
		if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
		return parsed.value;
	}

	discard(): void {
		rmSync(this.#home, { recursive: true, force: true });
	}
}

/** Findings of a run of the command as "where: code", without warnings and what was acknowledged. */
export function findingsIn(stdout: string): string[] {
	return stdout.split("\n").flatMap((line) => {
		const match = /^((?!Hinweis:|Bestätigt)\S+(?: \[[^\]]*\])?: [a-z_]+): (\S.*)$/u.exec(line);
		return match?.[1] ? [match[1]] : [];
	});
}
