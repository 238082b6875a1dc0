import process from "node:process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseNumberWording } from "../../data/import/read/number-wording.ts";
import { hasNumber } from "../../data/model/number.ts";

/** What was meant, made first and spelled afterwards: knows nothing of how wordings are read. */
interface Meant {
	readonly clauses: readonly Clause[];
	readonly without: readonly number[];
}

type Clause =
	| { readonly kind: "list"; readonly numbers: readonly number[] }
	| { readonly kind: "range"; readonly side: "even" | "odd" | "both"; readonly from: number; readonly to: number };

/** The same spellings in every run; others by SEED=. */
const SEED = Number(process.env.SEED ?? 20261130);
const LAST = 90;
/** Stands for the end of the street. */
const END = 999;

function isMeant({ clauses, without }: Meant, number: number, letter: string): boolean {
	if (letter === "" && without.includes(number))
		return clauses.some((each) => each.kind === "list" && each.numbers.includes(number));
	return clauses.some((clause) => {
		if (clause.kind === "list") return letter === "" && clause.numbers.includes(number);
		const fits = clause.side === "both" || (clause.side === "even") === (number % 2 === 0);
		return fits && clause.from <= number && number <= clause.to;
	});
}

const house = fc.integer({ min: 1, max: 60 });
const range = fc
	.record({
		side: fc.constantFrom("even" as const, "odd" as const, "both" as const),
		ends: fc.tuple(house, house),
		open: fc.integer({ min: 0, max: 4 }),
	})
	.map(({ side, ends, open }): Clause => {
		const [from, to] = [Math.min(...ends), Math.max(...ends) + 1];
		return { kind: "range", side, from, to: open === 0 ? END : to };
	});
const list = fc
	.uniqueArray(house, { minLength: 1, maxLength: 3 })
	.map((numbers): Clause => ({ kind: "list", numbers }));
const meant: fc.Arbitrary<Meant> = fc.record({
	clauses: fc.array(fc.oneof({ weight: 3, arbitrary: range }, { weight: 1, arbitrary: list }), {
		minLength: 1,
		maxLength: 3,
	}),
	without: fc.oneof(
		{ weight: 4, arbitrary: fc.constant([]) },
		{ weight: 1, arbitrary: fc.array(house, { minLength: 1, maxLength: 2 }) },
	),
});

const SIDES = {
	even: [
		"gerade",
		"grade",
		"ger.",
		"gerade Nr.",
		"gerade Hausnummern",
		"geraden",
		"Gerade",
		"(gerade)",
		"gerade Seite",
	],
	odd: [
		"ungerade",
		"ungrade",
		"unger.",
		"ung.",
		"ungerade Nr.",
		"nur ungerade",
		"UNGERADE",
		"(ungerade)",
		"ungeraden HNr.",
	],
	both: ["beidseitig", "beide Seiten", "gerade und ungerade"],
};
const DIVIDERS = [", ", "; ", " und ", " u. ", " sowie ", " & ", " + ", " | ", "\n", ","];
const CLOSED = ["%-%", "% - %", "%–%", "% bis %", "von % bis %", "Nr. % bis Nr. %", "Hausnr. %-%", "ab % bis %", "%…%"];
const OPEN = [
	"ab %",
	"% - Ende",
	"%-Ende",
	"% bis Ende",
	"% aufwärts",
	"ab % aufwärts",
	"% bis Schluss",
	"% ff.",
	"% und höher",
];
const UP_TO = ["bis %", "bis Nr. %", "bis einschließlich %", "Anfang bis %"];

interface Spelling {
	readonly choices: readonly number[];
	readonly isBehind: boolean;
}

const spelling: fc.Arbitrary<Spelling> = fc.record({
	choices: fc.array(fc.nat(1_000), { minLength: 16, maxLength: 16 }),
	isBehind: fc.boolean(),
});

/** One of many ways in which people write it. */
function spelled({ clauses, without }: Meant, { choices, isBehind }: Spelling): string {
	let at = 0;
	const choose = (list: readonly string[]) => list[(choices[at++ % choices.length] ?? 0) % list.length] ?? "";
	const divider = choose(DIVIDERS);
	const rangeWords = ({ from, to }: Clause & { kind: "range" }) => {
		if (to === END) return choose(OPEN).replace("%", String(from));
		// A line that begins with "bis" goes on with the number above it: "2", "bis 14" in a narrow cell is 2 to 14.
		const isUpTo = from === 1 && divider !== "\n";
		const form = isUpTo ? choose([...CLOSED, ...UP_TO]) : choose(CLOSED);
		return form.includes("%", form.indexOf("%") + 1)
			? form.replace("%", String(from)).replace("%", String(to))
			: form.replace("%", String(to));
	};
	const parts = clauses.map((clause) => {
		if (clause.kind === "list") return clause.numbers.join(divider);
		const numbers = rangeWords(clause);
		if (clause.side === "both" && clauses.length === 1 && without.length === 0) return numbers;
		const side = choose(SIDES[clause.side]);
		return isBehind ? `${numbers} ${side}` : `${side} ${numbers}`;
	});
	const exceptions = without.map((number) => `ohne ${number}`);
	return [...parts, ...exceptions].join(divider);
}

/** Numbers that are read otherwise than they were meant; none where the wording is refused. */
function misread(wording: string, given: Meant): string[] {
	const read = parseNumberWording(wording);
	if (!read) return [];
	const houses = Array.from({ length: LAST }, (_, nth) => nth + 1).flatMap((number) =>
		["", "a"].map((letter) => ({ number, letter })),
	);
	return houses
		.filter((each) => hasNumber(read, each) !== isMeant(given, each.number, each.letter))
		.map(({ number, letter }) => `${wording}: ${number}${letter}`)
		.slice(0, 1);
}

test("however people write it, it is read as meant or refused; most of it is read", () => {
	let [tried, read] = [0, 0];
	fc.assert(
		fc.property(meant, spelling, (given, how) => {
			const wording = spelled(given, how);
			tried++;
			if (parseNumberWording(wording)) read++;
			expect(misread(wording, given)).toEqual([]);
		}),
		{ numRuns: 4_000, seed: SEED },
	);
	console.log(`| spellings of house numbers | ${tried} | read | ${read} |`);
	expect(read / tried).toBeGreaterThan(0.75);
});

/** A typing error within a word: numbers and signs stay. */
function mistyped(wording: string, place: number, kind: number): string {
	const letters = [...wording.matchAll(/\p{L}/gu)].map(({ index }) => index);
	const at = letters[place % Math.max(letters.length, 1)];
	if (at === undefined) return wording;
	const [before, letter, after] = [wording.slice(0, at), wording[at], wording.slice(at + 1)];
	return (
		[
			`${before}${after}`,
			`${before}${letter}${letter}${after}`,
			`${before}${after[0] ?? ""}${letter}${after.slice(1)}`,
		][kind % 3] ?? wording
	);
}

test("a typing error in a word changes no number: it is read as meant or refused", () => {
	fc.assert(
		fc.property(meant, spelling, fc.nat(200), fc.nat(2), (given, how, place, kind) => {
			expect(misread(mistyped(spelled(given, how), place, kind), given)).toEqual([]);
		}),
		{ numRuns: 4_000, seed: SEED },
	);
});

test("one word or sign more that nobody knows is never passed over", () => {
	const stray = fc.constantFrom(
		"links",
		"rechts",
		"Hinterhaus",
		"Rest",
		"teilweise",
		"?",
		"*",
		"=",
		"%",
		"ungrdae",
		"Feb",
		"vormittags",
	);
	fc.assert(
		fc.property(meant, spelling, stray, fc.nat(200), (given, how, word, place) => {
			const words = spelled(given, how).split(" ");
			const at = place % (words.length + 1);
			expect(parseNumberWording([...words.slice(0, at), word, ...words.slice(at)].join(" "))).toBeUndefined();
		}),
		{ numRuns: 2_000, seed: SEED },
	);
});
