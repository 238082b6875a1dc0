import type { Asked, Reading, Texts } from "../engine/reading.ts";
import { lineAt, realDay } from "../engine/text.ts";
import type { OracleTown, SourceFile } from "../engine/town.ts";
import { isoDay } from "./cells.ts";
import { reader, within } from "./list-towns.ts";

function tree(name: string, more: Partial<SourceFile> = {}): SourceFile {
	return { name, shape: "tree", encoding: "utf-8", ...more };
}

/** A list of objects: JSON as a whole by the platform, the line of each by where its bracket stands. */
interface Entry {
	readonly value: Record<string, unknown>;
	readonly line: number;
}

function objectsOf(reading: Reading, file: string, text: string): Entry[] {
	const whole = parsed(text);
	// Objects of these files hold at most one other.
	const blocks = [...text.matchAll(/\{[^{}]*(?:\{[^{}]*\}[^{}]*)?\}/gu)];
	if (!Array.isArray(whole) || whole.length !== blocks.length) {
		reading.refuse(file);
		return [];
	}
	return blocks.map((block, nth) => {
		const line = lineAt(text, block.index);
		if (hasRivals(block[0])) reading.refuse(file, line);
		return { value: whole[nth] as Record<string, unknown>, line };
	});
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\uFEFF/u, ""));
	} catch {
		return undefined;
	}
}

/** The same key twice in one object, with two values. */
function hasRivals(block: string): boolean {
	const inner = /^\{[^{}]*(\{[^{}]*\})/u.exec(block)?.[1] ?? "";
	return [block.replace(inner, "null"), inner].some((part) => {
		const pairs = [...part.matchAll(/"((?:[^"\\]|\\.)*)"\s*:\s*([^,{}\s]+|"(?:[^"\\]|\\.)*")/gu)];
		const values = new Set(pairs.map(([, key, value]) => `${key} ${value}`));
		return new Set(pairs.map(([, key]) => key)).size < values.size;
	});
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null;
}

function hasKeys(value: unknown, keys: readonly string[]): value is Record<string, unknown> {
	const present = typeof value === "object" && value !== null ? Object.keys(value) : [];
	return present.length === keys.length && keys.every((key) => present.includes(key));
}

const AARAU = new Map<unknown, string | undefined>([
	["Kehricht", "kehricht"],
	["Grüngut", "gruen"],
	["Papier", "papier"],
	["Karton", "karton"],
	["Metall", "metall"],
	["Häckseldienst", "haecksel"],
	["Haushaltsonderabfälle", "sonder"],
	["Tag der offenen Tore", undefined],
	["Warenmarkt", undefined],
	["Flohmarkt", undefined],
]);

function aarau(reading: Reading, texts: Texts): void {
	for (const year of [2025, 2026]) {
		const file = `aarau_entsorgung_${year}.json`;
		for (const entry of objectsOf(reading, file, texts.get(file) ?? "")) aarauDay(reading, file, entry);
	}
}

function aarauDay(reading: Reading, file: string, { value, line }: Entry): void {
	const { date, service, region } = value;
	const known = hasKeys(value, ["date", "service", "region"]) && AARAU.has(service);
	const regions = region === null || region === "" ? ["Nord", "Süd", "Rohr"] : [region];
	if (!known || regions.some((each) => typeof each !== "string")) return reading.refuse(file, line);
	const counts = AARAU.get(service);
	if (counts === undefined) return;
	const [, y, m, d] = /^(\d{4})(\d\d)(\d\d)$/u.exec(String(date)) ?? [];
	const day = realDay(Number(y), Number(m), Number(d));
	if (!within("2025-01-01", "2026-12-31")(day)) return reading.refuse(file, line);
	for (const each of regions) reading.say({ street: `Region ${each}` }, counts, day, { file, line });
}

const SOLINGEN = new Map<unknown, string>([
	[0, "bio"],
	[1, "rest"],
	[3, "gelb"],
	[5, "baum"],
]);

function solingen(reading: Reading, texts: Texts): void {
	const file = "beispiel-termine-fuer-hausnummer-data.json";
	const inYear = within("2022-01-01", "2022-12-31");
	for (const { value, line } of objectsOf(reading, file, texts.get(file) ?? "")) {
		const district = value.bezirk;
		const day = typeof value.datum === "string" ? isoDay(value.datum) : undefined;
		const service = isRecord(district) ? SOLINGEN.get(district.fraktionId) : undefined;
		if (service === undefined || !inYear(day)) reading.refuse(file, line);
		else reading.say({ street: "Abteiweg" }, service, day, { file, line });
	}
}

const BISAMBERG: Readonly<Record<string, string>> = {
	Restmüll: "rest",
	"Restmüll 14tg": "rest-14",
	Biomüll: "bio",
	Altpapier: "papier",
	"Gelber Sack": "gelb",
	Sperrmüll: "sperr",
};

/** Each tag by hand, with its attributes. */
function bisamberg(reading: Reading, texts: Texts): void {
	for (const year of [2011, 2012, 2013]) {
		const file = `AbfallkalenderBisamberg${year}.xml`;
		const tags = tagsOf(texts.get(file) ?? "");
		if (!tags) reading.refuse(file);
		for (const tag of tags ?? []) collection(reading, file, tag);
	}
}

interface Tag {
	readonly path: string;
	readonly attributes: readonly (readonly [string, string])[];
	readonly line: number;
}

const TAG = /^<(\/?)(\w+)((?:\s+[\w:]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/u;

/** Opened tags with their path; nothing where one is not closed, or text stands between them. */
function tagsOf(text: string): Tag[] | undefined {
	const body = text
		.replace(/<!--[\s\S]*?-->/gu, (comment) => comment.replace(/[^\n]/gu, " "))
		.replace(/^\uFEFF?\s*<\?xml[^<>]*\?>/u, (head) => " ".repeat(head.length));
	const [tags, open]: [Tag[], string[]] = [[], []];
	for (let at = 0; at < body.length; ) {
		const rest = body.slice(at, at + 400);
		const tag = TAG.exec(rest);
		const between = /^[^<]+/u.exec(rest)?.[0] ?? "";
		if (tag ? !enter(tag, lineAt(body, at), tags, open) : !mayBe(between, open)) return undefined;
		at += tag?.[0].length ?? between.length;
	}
	return open.length === 0 && tags.some(({ path }) => path === ENTRY) ? tags : undefined;
}

/** False where the tag ends another than the one that is open. */
function enter(
	[, end, name = "", attributes = "", closed]: RegExpExecArray,
	line: number,
	tags: Tag[],
	open: string[],
): boolean {
	if (end) return open.pop() === name;
	tags.push({ path: [...open, name].join("/"), attributes: attributesOf(attributes), line });
	if (!closed) open.push(name);
	return true;
}

const ENTRY = "Abfallkalender/Entsorgung";
const OTHERS = [
	"",
	"/Feiertag",
	"/Kalenderjahr",
	"/Gemeinde",
	"/Abfallsammelzentrum",
	"/Abfallsammelzentrum/Oeffnungszeiten",
];

function mayBe(text: string, open: readonly string[]): boolean {
	if (text === "") return false;
	return text.trim() === "" || ["Kalenderjahr", "Gemeinde"].includes(open.at(-1) ?? "");
}

function attributesOf(text: string): (readonly [string, string])[] {
	return [...text.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu)].map(
		([, key = "", double, single]) => [key, (double ?? single ?? "").trim()] as const,
	);
}

function collection(reading: Reading, file: string, { path, attributes, line }: Tag): void {
	if (path !== ENTRY) {
		if (!OTHERS.some((other) => path === `Abfallkalender${other}`)) reading.refuse(file, line);
		return;
	}
	const { Datum, Abfall = "", Zonen = "", ...others } = Object.fromEntries(attributes) as Record<string, string>;
	const [day, service] = [isoDay(Datum ?? ""), BISAMBERG[Abfall]];
	const odd = Object.keys(others).length > 0 || new Set(attributes.map(([key]) => key)).size < attributes.length;
	if (odd || !service || !within("2011-01-01", "2013-12-31")(day)) return reading.refuse(file, line);
	const zones = Zonen === "" ? ["A", "B", "C"] : Zonen.split(",").map((zone) => zone.trim());
	for (const zone of zones.filter((each) => each !== ""))
		reading.say({ street: `Zone ${zone}` }, service, day, { file, line });
}

const POTSDAM = new Map([
	["Restabfall wöchentl.", "rest-1w"],
	["Restabfall 2-wöchentl.", "rest-2w"],
	["Restabfall 4-wöchentl.", "rest-4w"],
	["Bioabfall wöchentl.", "bio-1w"],
	["Bioabfall 2-wöchentl.", "bio-2w"],
	["Leichtverpackungen", "lvp"],
	["Altpapier 2-wöchentl.", "papier-2w"],
	["Altpapier 4-wöchentl.", "papier-4w"],
]);

const SAMPLES = ["1 Aalsteig", "100 Am Schwarzen Weg", "1017 Zeppelinstr."];

/** `street / month / entries`: one object of objects of lists, everything on one line. */
function potsdam(reading: Reading, texts: Texts): void {
	for (const sample of SAMPLES) {
		const file = `dates.tar.gz > dates/${sample}.json`;
		const text = texts.get(file) ?? "";
		const whole = parsed(text);
		if (!whole || rivalling(text)) reading.refuse(file);
		for (const [street, months] of Object.entries(whole ?? {}))
			for (const entry of Object.values(months ?? {}).flatMap(entriesOf))
				potsdamDay(reading, file, { street, locality: sample.split(" ")[0] }, entry);
	}
}

function potsdamDay(reading: Reading, file: string, place: Asked, entry: unknown): void {
	if (!isRecord(entry)) return reading.refuse(file);
	const day = isoDay(String(entry.date));
	const services = String(entry.descr)
		.split(", ")
		.map((word) => POTSDAM.get(word.trim()));
	if (!within("2017-01-01", "2017-12-31")(day) || services.includes(undefined)) return reading.refuse(file);
	for (const service of services) reading.say(place, service ?? "", day, { file, line: 1 });
}

function entriesOf(entries: unknown): unknown[] {
	return Array.isArray(entries) ? entries : [undefined];
}

/** A month or a street twice: of two keys of one name the platform keeps the last. */
function rivalling(text: string): boolean {
	const keys = [...text.matchAll(/"([^"]*)"\s*:\s*[[{]/gu)].map(([, key]) => key);
	return new Set(keys).size < keys.length;
}

export const TREES: readonly OracleTown[] = [
	{
		folder: "aarau-2025-2026",
		recipe: "aarau-2025-2026",
		// The first eighty entries of each year.
		files: [2025, 2026].map((year) =>
			tree(`aarau_entsorgung_${year}.json`, { slice: (text) => firstObjects(text, 80) }),
		),
		read: reader(aarau),
	},
	{
		folder: "api-abfallnavi-solingen-2022",
		recipe: "api-abfallnavi-solingen-2022",
		files: [tree("beispiel-termine-fuer-hausnummer-data.json")],
		read: reader(solingen),
	},
	{
		folder: "bisamberg-2011-2013",
		recipe: "bisamberg-2011-2013",
		files: [2011, 2012, 2013].map((year) => tree(`AbfallkalenderBisamberg${year}.xml`)),
		read: reader(bisamberg),
	},
	{
		folder: "potsdam-2017",
		recipe: "potsdam-2017",
		// Three of 1,042 streets, as they lie within the archive.
		files: SAMPLES.map((name) => tree(`dates.tar.gz > dates/${name}.json`, { path: `samples/${name}.json` })),
		read: reader(potsdam),
	},
];

function firstObjects(text: string, count: number): string {
	const ends = [...text.matchAll(/\n {4}\}/gu)];
	const end = ends[count - 1];
	return end ? `${text.slice(0, end.index + end[0].length)}\n]\n` : text;
}
