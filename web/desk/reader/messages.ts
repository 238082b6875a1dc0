import type { Question } from "../../../data/import/guess/questions.ts";
import type { StepPreview } from "../../../data/import/preview.ts";
import type { Problem } from "../../../data/model/problem.ts";
import type { ServiceId } from "../../../data/model/service.ts";
import type { TownId } from "../../../data/model/town.ts";

/** What the desk's page and the worker that reads its files say to each other. */

export interface SentFile {
	/** Below the town's folder: `source/termine.csv`. */
	readonly path: string;
	readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Each ask has its answer; the files stay with the worker. */
export interface Asks {
	/** Takes files in beside those that are there, and says what `town.json` could say of them. */
	readonly guess: {
		readonly ask: { readonly town: TownId; readonly files: readonly SentFile[] };
		readonly answer: Guessed;
	};
	/** Takes files in and says nothing of them: a draft, or an edition that is published. */
	readonly take: { readonly ask: { readonly files: readonly SentFile[] }; readonly answer: null };
	/** Whatever was taken in is gone. */
	readonly clear: { readonly ask: null; readonly answer: null };
	/** What is published, as text, to compare with; empty for nothing. */
	readonly follow: { readonly ask: { readonly previous: string }; readonly answer: null };
	readonly drop: { readonly ask: { readonly path: string }; readonly answer: null };
	readonly read: { readonly ask: ReadAsk; readonly answer: Report };
	/** Lines of a file as it came, around one of them. */
	readonly lines: { readonly ask: { readonly path: string; readonly line: number }; readonly answer: readonly Line[] };
	/** A dataset of one street alone, as text. */
	readonly street: { readonly ask: { readonly at: number }; readonly answer: string };
	/** What the published dataset has on a day. */
	readonly rounds: { readonly ask: { readonly day: string }; readonly answer: readonly RoundOfDay[] };
	/** Whom the nth line of the last report's difference touches. */
	readonly touched: { readonly ask: { readonly nth: number }; readonly answer: TouchedLine };
	/** All that the published dataset has. */
	readonly allRounds: { readonly ask: null; readonly answer: readonly RoundOfDay[] };
	/** The whole dataset of the last report, as it is published. */
	readonly dataset: { readonly ask: null; readonly answer: Uint8Array<ArrayBuffer> };
}

/** Ids, as `POST /reach` takes them. */
export interface TouchedLine {
	readonly places: readonly string[];
	readonly services: readonly string[];
}

export interface RoundOfDay {
	readonly service: ServiceId;
	readonly label: string;
	/** Empty where the town has no name for it. */
	readonly round: string;
}

export interface ReadAsk {
	readonly town: TownId;
	/** `town.json` */
	readonly json: string;
	readonly now: string;
	readonly acceptLoss: boolean;
	/** As if nothing had been guessed. */
	readonly confirmed: boolean;
}

export interface Guessed {
	readonly json: string;
	readonly questions: readonly Question[];
}

export interface Line {
	readonly number: number;
	readonly text: string;
}

export interface Report {
	/** They block. */
	readonly problems: readonly Problem[];
	readonly warnings: readonly Problem[];
	readonly acknowledged: readonly { readonly problem: Problem; readonly because: string }[];
	/** Questions of `town.json` that are open, as findings; what follows was read as if they had been answered somehow. */
	readonly open: readonly Problem[];
	readonly previews: readonly StepPreview[];
	readonly rows: readonly FileRows[];
	readonly made: Made | undefined;
	readonly difference: ToldDifference | undefined;
}

export interface FileRows {
	readonly file: string;
	readonly held: number;
	readonly read: number;
	readonly leftOut: number;
}

export interface Made {
	/** Name, and what tells it from others of that name. */
	readonly streets: readonly string[];
	readonly places: number;
	readonly dates: number;
	readonly from: string;
	readonly to: string;
	readonly confirmed: boolean;
}

export interface ToldDifference {
	readonly before: number;
	readonly kept: number;
	readonly moved: number;
	readonly added: number;
	readonly lost: number;
	readonly words: readonly string[];
	readonly retiring: readonly string[];
	readonly greatLoss: boolean;
}

export type Kind = keyof Asks;
export type AskOf<K extends Kind> = Asks[K]["ask"];
export type AnswerOf<K extends Kind> = Asks[K]["answer"];

export interface Request<K extends Kind = Kind> {
	readonly number: number;
	readonly kind: K;
	readonly ask: AskOf<K>;
}

export type Reply =
	| { readonly number: number; readonly answer: AnswerOf<Kind> }
	| { readonly number: number; readonly failed: string };
