import type { ServiceId } from "../../model/service.ts";
import { type CutCell, emptyPieces, holesOf, isHoled } from "../read/empty-pieces.ts";
import type { Row } from "../read/table.ts";
import type { ReaderOf } from "../recipe/recipe.ts";
import { WHOLE_TOWN } from "../round-key.ts";
import { dateReader } from "./date-cells.ts";
import { pushAll } from "./dates.ts";
import {
	accept,
	all,
	cellAt,
	columnIndices,
	missingRound,
	type Reading,
	reportAlike,
	templateReader,
} from "./reading.ts";

type DayTokens = ReaderOf<"day-tokens">;

/** One day per row, and tokens that name what is collected: `1GREY 1GREEN 5BROWN CPINK`. */
export function readDayTokens(reading: Reading, step: DayTokens): void {
	const date = dateReader(reading, { ...step, none: [] });
	const columns = columnIndices(reading, step.tokens);
	const patterns = all(step.map.map((each) => tokenPattern(reading, each)));
	if (!date || !columns || !patterns) return;
	const cut: CutCell[] = [];
	for (const row of reading.table.rows) {
		const planned = date.dayOf(row);
		if (!planned) continue;
		date.listed(row, planned, "");
		accept(reading, row);
		tellCellsBeyond(reading, row, Math.max(...columns));
		const cells = columns.map((at) => cellAt(row, at));
		const lists = cells.filter((cell) => cell.includes(step.split));
		cut.push(...lists.map((cell) => ({ line: row.line, isHoled: isHoled(cell, step.split) })));
		const tokens = cells.flatMap((cell) => cell.split(step.split)).map((each) => each.trim());
		for (const token of tokens.filter((each) => each !== "")) {
			const match = meaningOf(reading, row, token, { patterns, ignore: step.ignore });
			if (match) pushAll(reading, match.services, match.round, planned, row, step.plan);
		}
	}
	date.end();
	reading.draft.problems.push(...emptyPieces(reading.table.file, holesOf(cut)));
}

/** Without a header nothing says what else a row may hold: more tokens than on any other day, or a blank too much. */
function tellCellsBeyond(reading: Reading, row: Row, last: number): void {
	if (reading.table.header.length > 0) return;
	const beyond = row.cells.slice(last + 1).filter((cell) => cell.trim() !== "");
	if (beyond.length === 0) return;
	reportAlike(reading, row, "beyond", (lines) => ({
		code: "unread_cells",
		what: `Hinter der letzten Spalte mit Kürzeln steht noch etwas, zuerst «${beyond.join(" ").slice(0, 40)}» (${lines}).`,
		remedy: 'Die Spalte im Rezept unter "tokens" nennen, oder das Zeichen löschen, das dort zu viel steht.',
	}));
}

interface TokenPattern {
	readonly token: string;
	readonly before: string;
	readonly after: string;
	readonly named: boolean;
	readonly services: readonly ServiceId[];
	readonly rounds?: readonly string[] | undefined;
	/** The name of the round, from that of the token and the cells of the row. `undefined`: something lacks, and was told. */
	readonly roundOf: (row: Row, round: string) => string | undefined;
}

function tokenPattern(reading: Reading, { token, services, rounds, round }: DayTokens["map"][number]) {
	const [before = "", after = ""] = token.split("{round}");
	const named = token.includes("{round}");
	const template = round ?? (named ? "{round}" : WHOLE_TOWN);
	const nameOf = templateReader(reading, template, ["round"]);
	const roundOf = (row: Row, found: string): string | undefined => {
		const { text, lacks } = nameOf?.(row, { round: found }) ?? { text: "", lacks: true };
		if (!lacks) return text;
		reportAlike(reading, row, "round", (lines) => missingRound(template, lines));
		return undefined;
	};
	return nameOf && { token, before, after, named, services, rounds, roundOf };
}

interface TokenMeanings {
	readonly patterns: readonly TokenPattern[];
	readonly ignore: readonly string[];
}

/** What a token says; nothing for one that the recipe ignores or does not know, which is told. */
function meaningOf(reading: Reading, row: Row, token: string, { patterns, ignore }: TokenMeanings) {
	if (ignore.includes(token)) {
		reading.usage.use("ignore", token);
		return undefined;
	}
	const match = firstMatch(patterns, token);
	if (!match) return unknownToken(reading, row, token);
	reading.usage.use("map", match.pattern.token);
	const round = match.pattern.roundOf(row, match.round);
	return round === undefined ? undefined : { services: match.pattern.services, round };
}

function firstMatch(patterns: readonly TokenPattern[], text: string) {
	for (const pattern of patterns) {
		const { before, after, named, rounds } = pattern;
		if (!named && text === before) return { pattern, round: WHOLE_TOWN };
		const fits = text.length > before.length + after.length && text.startsWith(before) && text.endsWith(after);
		const round = text.slice(before.length, text.length - after.length);
		if (named && fits && (!rounds || rounds.includes(round))) return { pattern, round };
	}
	return undefined;
}

function unknownToken(reading: Reading, row: Row, token: string): undefined {
	reportAlike(reading, row, `token ${token}`, (lines) => ({
		code: "unknown_token",
		what: `«${token}» ist im Rezept keiner Leistung zugeordnet (${lines}).`,
		remedy: 'Unter "map" ergänzen oder, wenn es nichts bedeutet, unter "ignore".',
		cellOnly: true,
	}));
	return undefined;
}
