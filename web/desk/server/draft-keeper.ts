import type { Work } from "../draft/work.ts";
import type { SentFile } from "../reader/messages.ts";
import type { DeskServer } from "./desk-server.ts";
import { readDraft, saveDraft } from "./server-draft.ts";

/** `stale`: a colleague has gone on with the draft, and nothing is overwritten until somebody decides. */
export type DraftState = "none" | "saving" | "saved" | "stale" | "not-saved";

/** Keeps the work at the server while it is done, a moment after each change. */
export class DraftKeeper extends EventTarget {
	readonly #server: DeskServer;
	readonly #work: Work;
	readonly #later: (then: () => void) => void;
	state: DraftState = "none";
	#revision = 0;
	#there = new Set<SentFile>();
	#last = "";
	#isOpen = false;
	#isWaiting = false;

	constructor(server: DeskServer, work: Work, later: (then: () => void) => void) {
		super();
		this.#server = server;
		this.#work = work;
		this.#later = later;
		work.addEventListener("change", () => this.#changed());
	}

	/** Goes on where somebody stopped; what was begun here before signing in stays and becomes the draft. */
	async open(): Promise<void> {
		const draft = await readDraft(this.#server);
		if (draft && this.#work.json === "") {
			await this.#work.resume(draft.kept, draft.files);
			this.#there = new Set(this.#work.files.values());
			this.#last = this.#print();
		}
		this.#revision = draft?.revision ?? 0;
		this.#isOpen = true;
		this.#set(draft ? "saved" : "none");
		this.#changed();
	}

	/** What the colleague made, instead of what stands here. */
	async takeTheirs(): Promise<void> {
		this.#work.clear();
		this.#last = "";
		await this.open();
	}

	/** What stands here, over what the colleague made. */
	async keepMine(): Promise<void> {
		this.#revision = (await readDraft(this.#server))?.revision ?? 0;
		this.#there = new Set();
		await this.#save();
	}

	#changed(): void {
		if (!this.#isOpen || this.#isWaiting || this.state === "stale" || this.#work.json === "" || this.#isKept()) return;
		this.#isWaiting = true;
		this.#later(() => void this.#save());
	}

	/** One at a time: what changes meanwhile is saved afterwards, on top of what this one made. */
	async #save(): Promise<void> {
		this.#isWaiting = true;
		await this.#send();
		this.#isWaiting = false;
		if (this.state === "saved") this.#changed();
	}

	async #send(): Promise<void> {
		const [print, files] = [this.#print(), [...this.#work.files.values()]];
		this.#set("saving");
		const saved = await saveDraft(this.#server, this.#work.kept, files, this.#there, this.#revision);
		if (typeof saved === "string") return this.#set(saved);
		this.#revision = saved.revision;
		this.#there = new Set(files);
		this.#last = print;
		this.#set("saved");
	}

	#isKept(): boolean {
		const files = [...this.#work.files.values()];
		const sameFiles = files.length === this.#there.size && files.every((file) => this.#there.has(file));
		return sameFiles && this.#print() === this.#last;
	}

	#print(): string {
		const { json, answers, checked } = this.#work;
		return [json, answers, ...checked].join("\n");
	}

	#set(state: DraftState): void {
		this.state = state;
		this.dispatchEvent(new Event("change"));
	}
}
