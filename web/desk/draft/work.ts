import type { Paste, Question } from "../../../data/import/guess/questions.ts";
import type { TownId } from "../../../data/model/town.ts";
import type { Report, SentFile } from "../reader/messages.ts";
import type { Reader } from "../reader/reader.ts";
import { type Json, parseJson } from "../town/value.ts";
import { answered, stillOpen, written } from "./ask.ts";
import { mergedTown } from "./merge.ts";

/** What is kept when the browser closes. */
export interface Kept {
	readonly json: string;
	readonly questions: readonly Question[];
	readonly answers: number;
	readonly checked: readonly string[];
}

export interface WorkTools {
	readonly town: TownId;
	readonly reader: Reader;
	readonly now: () => string;
}

/** So many steps can be taken back. */
const MOST_STEPS = 100;

/** The year as it is being brought in: files, `town.json`, what is asked, and what the import says. */
export class Work extends EventTarget {
	readonly #tools: WorkTools;
	readonly files = new Map<string, SentFile>();
	json = "";
	questions: readonly Question[] = [];
	/** Answers given by hand so far. */
	answers = 0;
	/** Streets that were held beside the town's own plan, by name. */
	checked: readonly string[] = [];
	report: Report | undefined;
	/** How many things are being read now. */
	busy = 0;
	failed: string | undefined;
	acceptLoss = false;
	#previous: string | undefined;
	#isPreviousTold = true;
	#before: string[] = [];
	#isWanted = false;
	/** `town.json` as it was guessed from the files: as long as it stands so, all files are guessed from anew. */
	#proposed: string | undefined;
	#reading: Promise<void> | undefined;

	constructor(tools: WorkTools) {
		super();
		this.#tools = tools;
	}

	get town(): Json {
		const parsed = parseJson(this.json);
		return "value" in parsed ? parsed.value : null;
	}

	get open(): Question[] {
		return stillOpen(this.questions, this.json);
	}

	get kept(): Kept {
		const { json, questions, answers, checked } = this;
		return { json, questions, answers, checked };
	}

	get canUndo(): boolean {
		return this.#before.length > 0;
	}

	/** What is published, to compare with. */
	follow(previous: string | undefined): void {
		this.#previous = previous;
		this.#isPreviousTold = false;
		if (this.json !== "") void this.#read();
	}

	/** Goes on where a draft or an edition stopped. */
	async resume({ json, questions, answers, checked }: Kept, files: readonly SentFile[]): Promise<void> {
		await this.#busy(async () => {
			this.files.clear();
			this.#hold(files);
			await this.#tools.reader.ask("clear", null);
			await this.#tools.reader.ask("take", { files });
			Object.assign(this, { json, questions, answers, checked });
			this.#proposed = undefined;
		});
		await this.#read();
	}

	/** Before anything was answered all files are looked at together; later what is new comes beside what stands. */
	async take(files: readonly SentFile[]): Promise<void> {
		await this.#busy(async () => {
			const known = new Set(this.files.keys());
			this.#hold(files);
			const isBegun = this.json !== "" && this.json !== this.#proposed;
			const added = files.filter(({ path }) => !known.has(path));
			const looked = isBegun ? added : [...this.files.values()];
			await this.#tools.reader.ask("take", { files });
			if (looked.length === 0) return;
			const guessed = await this.#tools.reader.ask("guess", { town: this.#tools.town, files: looked });
			this.#propose(guessed, isBegun);
		});
		await this.#read();
	}

	#propose({ json, questions }: { json: string; questions: readonly Question[] }, isBegun: boolean): void {
		const fresh = parseJson(json);
		if (isBegun && "value" in fresh) this.json = written(mergedTown(this.town, fresh.value));
		else {
			this.json = json;
			this.#proposed = this.json;
		}
		this.questions = isBegun ? [...this.questions, ...questions] : questions;
	}

	#hold(files: readonly SentFile[]): void {
		for (const file of files) this.files.set(file.path, file);
	}

	/** As if nothing had been begun. */
	clear(): void {
		this.files.clear();
		Object.assign(this, { json: "", questions: [], answers: 0, checked: [], report: undefined });
		this.#before = [];
		this.#tell();
		void this.#tools.reader.ask("clear", null);
	}

	/** A file that is ours, such as `changes.csv`: nothing is guessed from it. */
	async put(file: SentFile): Promise<void> {
		await this.#busy(async () => {
			this.#hold([file]);
			await this.#tools.reader.ask("take", { files: [file] });
		});
		await this.#read();
	}

	async drop(path: string): Promise<void> {
		this.files.delete(path);
		await this.#tools.reader.ask("drop", { path });
		await this.#read();
	}

	/** False where the question is another one by now. */
	answer(pastes: readonly Paste[]): boolean {
		const next = answered(this.json, pastes);
		if (next === undefined) return false;
		this.answers++;
		this.change(next);
		return true;
	}

	set(town: Json): void {
		this.change(written(town));
	}

	change(json: string): void {
		if (json === this.json) return;
		this.#before = [...this.#before, this.json].slice(-MOST_STEPS);
		this.json = json;
		this.#tell();
		void this.#read();
	}

	undo(): void {
		const before = this.#before.pop();
		if (before === undefined) return;
		this.json = before;
		this.#tell();
		void this.#read();
	}

	check(street: string, isChecked: boolean): void {
		const others = this.checked.filter((each) => each !== street);
		this.checked = isChecked ? [...others, street] : others;
		this.#tell();
	}

	allowLoss(isAllowed: boolean): void {
		this.acceptLoss = isAllowed;
		void this.#read();
	}

	/** As it would be published, with or without what is marked as guessed. */
	readAs(confirmed: boolean): Promise<Report> {
		return this.#ask(confirmed);
	}

	dataset(): Promise<Uint8Array<ArrayBuffer>> {
		return this.#tools.reader.ask("dataset", null);
	}

	/** What is published goes on that day. */
	async roundsOn(day: string) {
		await this.#tellPrevious();
		return this.#tools.reader.ask("rounds", { day });
	}

	/** All rounds of what is published. */
	async allRounds() {
		await this.#tellPrevious();
		return this.#tools.reader.ask("allRounds", null);
	}

	async #tellPrevious(): Promise<void> {
		if (this.#isPreviousTold) return;
		this.#isPreviousTold = true;
		await this.#tools.reader.ask("follow", { previous: this.#previous ?? "" });
	}

	street(at: number): Promise<string> {
		return this.#tools.reader.ask("street", { at });
	}

	/** Whom the nth line of the difference touches. */
	touched(nth: number) {
		return this.#tools.reader.ask("touched", { nth });
	}

	lines(path: string, line: number) {
		return this.#tools.reader.ask("lines", { path, line });
	}

	/** The last wish counts: what is wished for while a read runs is read once, when that has ended. */
	#read(): Promise<void> {
		this.#isWanted = true;
		this.#reading ??= this.#readAll().finally(() => {
			this.#reading = undefined;
		});
		return this.#reading;
	}

	#readAll(): Promise<void> {
		return this.#busy(async () => {
			while (this.#isWanted) {
				this.#isWanted = false;
				const report = await this.#ask(false);
				if (!this.#isWanted) this.report = report;
			}
		});
	}

	async #ask(confirmed: boolean): Promise<Report> {
		const { json, acceptLoss } = this;
		const { town, now } = this.#tools;
		await this.#tellPrevious();
		return this.#tools.reader.ask("read", { town, json, now: now(), acceptLoss, confirmed });
	}

	async #busy(what: () => Promise<void>): Promise<void> {
		this.busy++;
		this.failed = undefined;
		this.#tell();
		try {
			await what();
		} catch (error) {
			this.failed = error instanceof Error ? error.message : String(error);
		}
		this.busy--;
		this.#tell();
	}

	#tell(): void {
		this.dispatchEvent(new Event("change"));
	}
}
