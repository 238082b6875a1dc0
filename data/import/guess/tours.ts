import { weekdayNamed } from "../read/day-names.ts";
import type { DistrictColumn, Guess } from "./guessed.ts";

/** A matrix whose districts are written otherwise than in the list of streets: «a» for «A», or one file per weekday. */
export function withTours(guesses: readonly Guess[]): Guess[] {
	const columns = guesses.flatMap(({ districtColumns = [] }) => districtColumns);
	return guesses.map((guess) => withTour(guess, columns));
}

interface TokenStep {
	readonly as: "day-tokens";
	readonly file: string;
	readonly map: readonly { readonly token: string; readonly services: readonly string[] }[];
}

function isTokenStep(step: object): step is TokenStep {
	return "as" in step && step.as === "day-tokens" && "file" in step && typeof step.file === "string";
}

function withTour(guess: Guess, columns: readonly DistrictColumn[]): Guess {
	const { step, districts = [] } = guess;
	const [list] = districts;
	if (!isTokenStep(step) || !list || districts.length > 1 || step.map.length !== 1) return guess;
	const codes = new Set(columns.flatMap(({ values }) => values));
	const spelled = list.names.map((name) => (codes.has(name) ? name : likeCode(name, codes)));
	const day = dayOfFile(step.file, columns);
	const before = day === undefined ? "" : `${day} `;
	const isSame = spelled.every((name, at) => name === list.names[at]);
	if (isSame && before === "") return guess;
	const map = step.map.flatMap((entry) =>
		isSame
			? [{ ...entry, round: `${before}{round}` }]
			: list.names.map((name, at) => ({
					token: entry.token.replace("{round}", () => name),
					services: entry.services,
					round: `${before}${spelled[at]}`,
				})),
	);
	const names = spelled.map((name) => `${before}${name}`);
	return { ...guess, step: { ...step, map }, districts: [{ ...list, names }] };
}

/** The code that differs from it in capitals alone. */
function likeCode(name: string, codes: ReadonlySet<string>): string {
	const other = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase();
	return codes.has(other) ? other : name;
}

const SHORTEST_NAME = 6;

/** `monday.csv`: the weekday as the list of streets writes it, where it has a column of weekdays. */
function dayOfFile(file: string, columns: readonly DistrictColumn[]): string | undefined {
	const words = file.slice(file.lastIndexOf("/") + 1).split(/[^\p{L}]+/u);
	const days = words.filter((word) => word.length >= SHORTEST_NAME).flatMap((word) => weekdayNamed(word) ?? []);
	const [day, ...others] = days;
	if (day === undefined || others.length > 0) return undefined;
	const written = columns.filter(({ isWeekday }) => isWeekday).flatMap(({ values }) => values);
	return written.find((value) => weekdayNamed(value) === day);
}
