import { edited, type Given, type Kind, type Meaning, rewritten } from "../engine/mutation.ts";

type Match = RegExpExecArray;

function drawn({ file, text, luck }: Given, wanted: RegExp, xml: boolean): Match | undefined {
	const isXml = text
		.replace(/^\uFEFF/u, "")
		.trimStart()
		.startsWith("<");
	if (file.shape !== "tree" || isXml !== xml) return undefined;
	return luck.pick([...text.matchAll(wanted)]);
}

function replaced(
	wanted: RegExp,
	xml: boolean,
	put: (match: Match, given: Given) => string | undefined,
	meaning: Meaning,
): Kind {
	return (given) => {
		const match = drawn(given, wanted, xml);
		const text = match && put(match, given);
		if (!match || text === undefined || text === match[0]) return undefined;
		return edited(given, { from: match.index, to: match.index + match[0].length, put: text }, meaning);
	};
}

/** An object that holds no other, or one. */
const OBJECT = /\{[^{}]*(?:\{[^{}]*\}[^{}]*)?\}/gu;
const PAIR = /"(?:[^"\\]|\\.)*"\s*:\s*(?:"(?:[^"\\]|\\.)*"|-?\d+|null)/gu;
const KEY = /"((?:[^"\\]|\\.)*)"(?=\s*:)/gu;
const VALUE = /(?<=:\s*)(?:"(?:[^"\\]|\\.)*"|-?\d+|null)/gu;
const FRAME = /[{}[\],:"]/gu;

function json(change: (value: unknown) => unknown, indent?: number): Kind {
	return (given) => {
		if (given.file.shape !== "tree") return undefined;
		try {
			return rewritten(given, JSON.stringify(change(JSON.parse(given.text)), undefined, indent), "same");
		} catch {
			return undefined;
		}
	};
}

function reversedKeys(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(reversedKeys);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.toReversed()
			.map(([key, each]) => [key, reversedKeys(each)]),
	);
}

const wrapped: Kind = (given) => {
	if (given.file.shape !== "tree" || given.text.includes("<")) return undefined;
	const put =
		given.luck.pick([
			`{"data":${given.text}}`,
			`[${given.text}]`,
			`callback(${given.text});`,
			`${given.text}\n{}`,
			`)]}',\n${given.text}`,
		]) ?? "";
	return rewritten(given, put, "either");
};

/** A letter, a line feed or an umlaut as JSON may escape it. */
const escaped = replaced(
	/(?<="[^"\n]*)\p{L}(?=[^"\n]*")/gu,
	false,
	([letter]) => `\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
	"same",
);

const ENTRY = /<Entsorgung[^<>]*>/gu;
const ATTRIBUTE = /(?<=<Entsorgung[^<>]*\s)\w+\s*=\s*"[^"<>]*"/gu;
const NAME = /(?<=<Entsorgung[^<>]*\s)\w+(?=\s*=)/gu;

const ENTITY = /(?<=<Entsorgung(?:\s+\w+\s*=\s*"[^"<>]*")*\s+\w+\s*=\s*"[^"<>]*)\p{L}(?=[^"<>]*")/gu;

const entity = replaced(
	ENTITY,
	true,
	([letter], { luck }) => {
		const code = letter.codePointAt(0) ?? 0;
		return luck.pick([`&#${code};`, `&#x${code.toString(16)};`]);
	},
	"same",
);

export const TREE: Readonly<Record<string, Kind>> = {
	"object lost": replaced(OBJECT, false, () => "", "either"),
	"object doubled": replaced(OBJECT, false, ([one]) => `${one},${one}`, "either"),
	"object emptied": replaced(OBJECT, false, () => "{}", "read"),
	"object as null": replaced(OBJECT, false, () => "null", "either"),
	"object as a list": replaced(OBJECT, false, ([one]) => `[${one}]`, "either"),
	"key lost": replaced(PAIR, false, () => "", "either"),
	"key twice": replaced(
		PAIR,
		false,
		([pair], { luck }) => `${pair},${pair.replace(VALUE, luck.pick(['"x"', "7", "null"]) ?? "")}`,
		"read",
	),
	"key renamed": replaced(
		KEY,
		false,
		([, key = ""], { luck }) => `"${luck.pick([key.slice(1), `${key}s`, key.toUpperCase(), `${key} `, `_${key}`])}"`,
		"either",
	),
	"key added": replaced(PAIR, false, ([pair]) => `${pair},"hinweis":"entfällt"`, "either"),
	"value as null": replaced(VALUE, false, () => "null", "read"),
	"value emptied": replaced(VALUE, false, () => '""', "read"),
	"value of another type": replaced(
		VALUE,
		false,
		([value], { luck }) =>
			luck.pick([`[${value}]`, `{"wert":${value}}`, "true", "0", "1.5e3", `"${value.replaceAll('"', "")} x"`]),
		"either",
	),
	"value of another object": replaced(VALUE, false, (_, given) => drawn(given, VALUE, false)?.[0], "read"),
	"bracket lost": replaced(FRAME, false, () => "", "either"),
	"bracket doubled": replaced(FRAME, false, ([sign]) => sign + sign, "either"),
	"comment in JSON": replaced(OBJECT, false, ([one]) => `/* alt */ ${one}`, "either"),
	"on one line": json((value) => value),
	"indented otherwise": json((value) => value, 3),
	"keys in another order": json(reversedKeys, 2),
	"letter escaped": escaped,
	wrapped,
	"tag lost": replaced(ENTRY, true, () => "", "read"),
	"tag doubled": replaced(ENTRY, true, ([tag]) => tag + tag, "either"),
	"tag in a comment": replaced(ENTRY, true, ([tag]) => `<!-- ${tag} -->`, "read"),
	"tag renamed": replaced(
		/(?<=<)Entsorgung/gu,
		true,
		(_, { luck }) => luck.pick(["Entsorgun", "entsorgung", "Abfuhr", "x:Entsorgung"]),
		"read",
	),
	"tag not closed": replaced(ENTRY, true, ([tag]) => tag.replace("/>", ">"), "either"),
	"tag closed apart": replaced(ENTRY, true, ([tag]) => tag.replace(/\s*\/>/u, "></Entsorgung>"), "same"),
	"tag within another": replaced(ENTRY, true, ([tag]) => `<Gruppe>${tag}</Gruppe>`, "read"),
	"text between tags": replaced(ENTRY, true, ([tag]) => `${tag} entfällt`, "either"),
	"attribute lost": replaced(ATTRIBUTE, true, () => "", "read"),
	"attribute emptied": replaced(ATTRIBUTE, true, ([pair]) => pair.replace(/"[^"]*"/u, '""'), "read"),
	"attribute renamed": replaced(
		NAME,
		true,
		([name], { luck }) => luck.pick([name.slice(1), `${name}s`, name.toLowerCase()]),
		"read",
	),
	"attribute added": replaced(ATTRIBUTE, true, ([pair]) => `${pair} Status="entfällt"`, "either"),
	"attribute twice": replaced(ATTRIBUTE, true, ([pair]) => `${pair} ${pair.replace(/"[^"]*"/u, '"B"')}`, "read"),
	"attribute in single quotes": replaced(ATTRIBUTE, true, ([pair]) => pair.replaceAll('"', "'"), "same"),
	"letter as entity": entity,
};
