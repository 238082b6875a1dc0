import { edited, type Given, type Kind, type Meaning } from "../engine/mutation.ts";

/** `1-81`, `2 - 58`, where a file of streets cuts them by numbers. */
const RANGES = /(?<=von Hausnr\.? +|^"[^"\n]*\D |\((?:[\d, -]*, )?|und )(\d+)( ?- ?)(\d+)(?=[;")]| und|,)/gmu;

function drawn({ text, luck, file }: Given): RegExpExecArray | undefined {
	if (file.shape === "calendar" || !/str|bezirke2|Kalender_/iu.test(file.name)) return undefined;
	return luck.pick([...text.matchAll(RANGES)]);
}

function range(put: (from: string, to: string, given: Given) => string | undefined, meaning: Meaning): Kind {
	return (given) => {
		const match = drawn(given);
		const text = match && put(match[1] ?? "", match[3] ?? "", given);
		if (!match || text === undefined) return undefined;
		return edited(given, { from: match.index, to: match.index + match[0].length, put: text }, meaning);
	};
}

/** The same numbers in other words. */
const otherWords = range(
	(from, to, { luck, file }) =>
		luck.pick([
			`${from} bis ${to}`,
			`${from} - ${to}`,
			`${from}-${to}`,
			...(file.encoding === "utf-8" ? [`${from}–${to}`, `${from} — ${to}`, `${from}\u2011${to}`] : []),
			`von ${from} bis ${to}`,
			`${from} bis einschl. ${to}`,
			`Nr. ${from}-${to}`,
			`${from}...${to}`,
			`${from}/${to}`,
			`${from}~${to}`,
			`${from} to ${to}`,
			`0${from}-${to}`,
		]),
	"same",
);

/** Numbers that cannot be, or that mean a part of what stood there. */
const otherNumbers = range(
	(from, to, { luck }) =>
		luck.pick([
			`${to}-${from}`,
			`${from}-`,
			`-${to}`,
			`${from}${to}`,
			`${from}-${to}-${to}`,
			`${from}-${to} u`,
			`${from}-${to} ungerade`,
			`gerade ${from}-${to}`,
			`${from}-${to} außer ${to}`,
			`${from}-${to} teilweise`,
			`ca. ${from}-${to}`,
			`${from}-${to}?`,
			`${from},5-${to}`,
			`${from}-${to}a bis c`,
			`I-${to}`,
			`l-${to}`,
			`0-${to}`,
			`ab ${from} aufwärts ohne ${to}`,
		]),
	"none",
);

const otherEnd = range((from, to, { luck }) => {
	const end = Number(to) + (luck.pick([-2, -1, 1, 2, 20]) ?? 1);
	return `${from}-${Math.max(end, 0)}`;
}, "read");

/** Bonn's ends stand in cells of their own. */
const cellOfNumbers: Kind = (given) => {
	if (!given.file.name.startsWith("bonn")) return undefined;
	const match = given.luck.pick([...given.text.matchAll(/(?<=;\d{5};(?:\d+;){0,3})\d+(?=;)/gu)]);
	const put = given.luck.pick([
		"0",
		"",
		"1",
		"2",
		"x",
		"-5",
		"9999",
		"9998",
		"12a",
		"10000",
		"1.5",
		"3-7",
		"bis 8",
		"٣",
	]);
	if (!match || put === undefined) return undefined;
	return edited(given, { from: match.index, to: match.index + match[0].length, put }, "read");
};

const listOfNumbers: Kind = (given) => {
	if (!given.file.name.startsWith("bonn")) return undefined;
	const match = given.luck.pick([...given.text.matchAll(/(?<=;\d{5};(?:\d+;){4}(?:[^;\n]*;)?)(?=;)/gu)]);
	const put = given.luck.pick(["7", "7, 9", "7-11", "7 und 9", "7A", "alle", "7,,9", "7; 9", "gerade", "o. 7"]);
	return match && put !== undefined ? edited(given, { from: match.index, to: match.index, put }, "read") : undefined;
};

export const NUMBERS: Readonly<Record<string, Kind>> = {
	"numbers in other words": otherWords,
	"numbers that cannot be": otherNumbers,
	"another end": otherEnd,
	"cell of numbers": cellOfNumbers,
	"list of numbers": listOfNumbers,
};
