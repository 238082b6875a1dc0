import type { Numbers } from "./streets.ts";

/** `from` to `to` on both sides, or on the side of its first number. */
export function range(from: number, to: number, oneSide: boolean): Numbers {
	const side = from % 2;
	return {
		edges: [from, Math.min(to, 9000)],
		holds: (number) => from <= number && number <= to && (!oneSide || number % 2 === side),
	};
}

export function union(all: readonly Numbers[]): Numbers {
	return { edges: all.flatMap(({ edges }) => edges), holds: (number) => all.some(({ holds }) => holds(number)) };
}

/** `1-81` is both sides; `44-60 und 45-103` one side each. Nothing where it is neither. */
export function kleve(wording: string): Numbers | undefined {
	const ranges = wording.split(" und ").map((part) => /^(\d+)-(\d+)$/u.exec(part.trim()));
	if (ranges.includes(null)) return undefined;
	const pairs = ranges.map((match) => [Number(match?.[1]), Number(match?.[2])] as const);
	if (pairs.some(([from, to]) => from > to || from === 0)) return undefined;
	const several = pairs.length > 1;
	if (several && pairs.some(([from, to]) => from % 2 !== to % 2)) return undefined;
	return union(pairs.map(([from, to]) => range(from, to, several)));
}

const END = 9999;

/** `gerade HNr. 30 bis 106` and its like; whatever else stands there is words, as the recipe says. */
export function buende(wording: string): Numbers | undefined {
	const known: Readonly<Record<string, Numbers>> = {
		"ungerade HNr. und HNr. Größer 108": {
			edges: [1, 108],
			holds: (number) => number % 2 === 1 || number > 108,
		},
		// 27a and 27b alone are named: of whole numbers that is none, or all.
		"ohne Hausnr. 27a und 27 b": { edges: [1, 27, 100], holds: () => true },
		"nur Hausnummern 27a und 27b": { edges: [27], holds: () => false },
	};
	const [, from = "", to = ""] = /^gerade (?:HNr\.|Hausnummern) (\d+) bis (\d+)$/u.exec(wording) ?? [];
	if (from !== "") return range(Number(from), Number(to), true);
	return known[wording.replace(/gr(?:oe|ö)sser/iu, "Größer")];
}

/** `Asterweg 1 - 61`: on one side if both ends are; `16 - Ende`, `360`. */
export function bracketless(name: string): { street: string; numbers: Numbers | "unread" | undefined } {
	const [, street = "", from = "", to] = /^(\D*?) (\d+)(?: ?- ?(\d+|Ende)Z?)?$/u.exec(name) ?? [];
	if (street === "") return { street: name, numbers: /\d/u.test(name) ? "unread" : undefined };
	const [first, last] = [Number(from), to === undefined ? Number(from) : to === "Ende" ? END : Number(to)];
	if (first > last || first === 0) return { street, numbers: "unread" };
	return { street, numbers: range(first, last, to === "Ende" || first % 2 === last % 2) };
}

/** Even from and to, odd from and to, numbers taken in, numbers taken out. */
export function bonn(cells: readonly string[]): Numbers | undefined {
	const [evenFrom = "", evenTo = "", oddFrom = "", oddTo = "", taken = "", left = ""] = cells.map(withOwnDigits);
	// A range to 12a ends with 12, as far as whole numbers go.
	const [lastEven, lastOdd] = [evenTo, oddTo].map((end) => end.replace(/(?<=\d)[a-h]$/iu, ""));
	const ends = [evenFrom, lastEven ?? "", oddFrom, lastOdd ?? ""];
	const [only, not] = [listOf(taken), listOf(left)];
	if (ends.some((end) => !/^\d{0,4}$/u.test(end)) || !only || !not) return undefined;
	const [ef = 0, et = 0, of = 0, ot = 0] = ends.map(Number);
	const wrong = (from: number, to: number, side: number) => to > 0 && (from > to || from === 0 || from % 2 !== side);
	if (wrong(ef, et, 0) || wrong(of, ot, 1)) return undefined;
	const open = (to: number) => (to >= 9998 ? Number.POSITIVE_INFINITY : to);
	return {
		edges: [ef, et, of, ot, ...only, ...not].filter((edge) => edge > 0 && edge < 9000),
		holds: (number) => {
			if (only.includes(number)) return true;
			if (not.includes(number)) return false;
			return number % 2 === 0
				? et > 0 && ef <= number && number <= open(et)
				: ot > 0 && of <= number && number <= open(ot);
		},
	};
}

/** Digits of Arabic are digits: who types them means the number. */
function withOwnDigits(cell: string): string {
	return cell.replace(/[\u0660-\u0669]/gu, (digit) => String((digit.codePointAt(0) ?? 0) - 0x660));
}

/** `161, 161A, 163`, of which only whole numbers are asked for; `0` is empty. */
function listOf(cell: string): number[] | undefined {
	if (cell === "" || cell === "0") return [];
	const items = cell.split(",").map((item) => item.trim());
	if (items.some((item) => !/^[1-9]\d{0,3}[A-Z]?$/u.test(item))) return undefined;
	return items.filter((item) => /^\d+$/u.test(item)).map(Number);
}

/** `1-15`, `2-12, 15, 17`, `gerade Hs.Nr. ohne 2`; nothing for words without numbers. */
export function schwaben(wording: string): Numbers | "unread" | undefined {
	const [, evenWithout] = /^gerade Hs\.Nr\. ohne (\d+)$/u.exec(wording) ?? [];
	const [, oddWith] = /^ungerade Hs\.Nr\. mit (\d+)$/u.exec(wording) ?? [];
	const one = Number(evenWithout ?? oddWith);
	if (evenWithout !== undefined) return { edges: [one, 50], holds: (number) => number % 2 === 0 && number !== one };
	if (oddWith !== undefined) return { edges: [one, 50], holds: (number) => number % 2 === 1 || number === one };
	if (!/\d/u.test(wording)) return undefined;
	const items = wording.split(",").map((item) => /^(\d+)(?:-(\d+))?$/u.exec(item.trim()));
	const pairs = items.map((match) => [Number(match?.[1]), Number(match?.[2] ?? match?.[1])] as const);
	if (items.includes(null) || pairs.some(([from, to]) => from > to || from === 0)) return "unread";
	return union(pairs.map(([from, to]) => range(from, to, false)));
}
