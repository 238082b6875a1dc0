import type { NewNotice, Notice } from "../../data/model/desk.ts";
import type { Instant } from "../../data/model/zone.ts";
import { makeToken } from "../remind/subscriptions/token.ts";
import type {
	DeskRegistryStub,
	DeskStub,
	Draft,
	DraftState,
	Edition,
	NewDraft,
	NewEdition,
	PackedFile,
	SavedDraft,
} from "./desk-api.ts";
import { DraftTable } from "./draft-table.ts";
import { EditionTable } from "./edition-table.ts";
import { NoticeTable } from "./notice-table.ts";
import type { Actor } from "./people/people-api.ts";
import { PeopleObject } from "./people-object.ts";

/** What is not entered in the registry is entered again after this, in milliseconds. */
const ENTER_AGAIN = 5_000;

/** What the entry point lends to every desk. */
export interface DeskEnvironment {
	/** The one registry. */
	readonly registry: DeskRegistryStub;
	/** The moment by the clock of the house, which in tests may be another than the machine's. */
	readonly now: () => Promise<Instant>;
}

/** The desk of one town, by its id: the single writer of the editions that were published there. */
export abstract class DeskObject<Env> extends PeopleObject<Env> implements DeskStub {
	readonly #editions: EditionTable;
	readonly #draft: DraftTable;
	readonly #notices: NoticeTable;
	readonly #lent: DeskEnvironment;

	constructor(state: DurableObjectState, env: Env) {
		super(state, env);
		this.#editions = new EditionTable(state.storage.sql);
		this.#draft = new DraftTable(state.storage.sql);
		this.#notices = new NoticeTable(state.storage.sql);
		this.#lent = this.lend(env);
	}

	protected abstract lend(env: Env): DeskEnvironment;

	protected override now(): Promise<Instant> {
		return this.#lent.now();
	}

	async publish(town: string, given: NewEdition): Promise<Edition | undefined> {
		const edition = await this.#serve(given.at, () => this.#add(town, given));
		if (edition && given.due === undefined) await this.#enter();
		return edition;
	}

	#add(town: string, given: NewEdition): Edition | undefined {
		const edition = this.#editions.add(given);
		if (!edition) return undefined;
		this.#editions.keepTown(town);
		const what = given.due === undefined ? "edition_published" : "edition_planned";
		this.#note(what, edition, given.by, given.at);
		return edition;
	}

	async publishAgain(number: number, by: Actor, at: Instant): Promise<Edition | undefined> {
		const edition = await this.#serve(at, () => {
			const again = this.#editions.publishAgain(number);
			if (again) this.#note("edition_published_again", again, by, at);
			return again;
		});
		if (edition) await this.#enter();
		return edition;
	}

	async withdraw(number: number, by: Actor, at: Instant): Promise<boolean> {
		return this.ctx.storage.transactionSync(() => {
			const waiting = this.#editions.withdraw(number);
			if (waiting) this.#note("edition_withdrawn", waiting, by, at);
			return waiting !== undefined;
		});
	}

	/**
	 * What is published and the alarm are written in one turn, so in one commit: should the process end
	 * before the registry has heard, the alarm tells it, and else tells it once more.
	 */
	async #serve(at: Instant, change: () => Edition | undefined): Promise<Edition | undefined> {
		const { storage } = this.ctx;
		const edition = storage.transactionSync(change);
		if (!edition) return undefined;
		await storage.setAlarm(Date.now() + this.#untilNext(at, ENTER_AGAIN));
		await storage.sync();
		return edition;
	}

	/** Milliseconds until there is something to do by itself, `most` at most. */
	#untilNext(at: Instant, most: number): number {
		const all = [this.#editions.nextDue(), this.kept.nextForgetting(), this.nextDeletion()];
		const nexts = all.flatMap((each) => each ?? []);
		return Math.max(0, Math.min(...nexts.map((next) => next - at), most));
	}

	/** The name stands in the trail for a while, and goes then though nobody looks. */
	override async remove(person: string, by: Actor, at: Instant): Promise<boolean> {
		const isGone = await super.remove(person, by, at);
		if (isGone) await this.#arm(at);
		return isGone;
	}

	async #arm(at: Instant): Promise<void> {
		const wait = this.#untilNext(at, Number.POSITIVE_INFINITY);
		if (Number.isFinite(wait)) await this.ctx.storage.setAlarm(Date.now() + wait);
	}

	/** Never throws: after seven failures the platform would drop it. */
	override async alarm(): Promise<void> {
		const { storage } = this.ctx;
		try {
			const at = await this.now();
			this.kept.forget(at);
			storage.transactionSync(() => this.#publishDue(at));
			await storage.sync();
			await this.clearRequests();
			await this.#enter();
			await this.#arm(at);
		} catch {
			await storage.setAlarm(Date.now() + ENTER_AGAIN);
		}
	}

	/** What was compared with another state than the one served stays out: it would undo what nobody saw. */
	#publishDue(at: Instant): void {
		for (const { number } of this.#editions.due(at)) {
			const published = this.#editions.publishDue(number);
			this.#note(published ? "edition_published" : "edition_overtaken", { number }, { role: "clerk" }, at);
		}
	}

	#note(what: Parameters<typeof this.kept.note>[0]["what"], { number }: { number: number }, by: Actor, at: Instant) {
		this.kept.note({ what, by, at, about: `${number}` });
	}

	async #enter(): Promise<void> {
		const town = this.#editions.town();
		const published = this.#editions.published();
		if (town !== undefined && published) await this.#lent.registry.enter(town, published.hash);
	}

	async notices(): Promise<readonly Notice[]> {
		return this.#notices.all();
	}

	async addNotice(told: NewNotice, by: Actor, at: Instant): Promise<Notice> {
		const id = makeToken();
		const about = Object.values(told.title)[0];
		return this.ctx.storage.transactionSync(() => {
			this.#notices.add(id, told, by, at);
			this.kept.note({ what: "notice_written", by, at, about });
			return this.#notices.find(id);
		});
	}

	async removeNotice(id: string, by: Actor, at: Instant): Promise<boolean> {
		return this.ctx.storage.transactionSync(() => {
			const notice = this.#notices.remove(id);
			if (notice) this.kept.note({ what: "notice_removed", by, at, about: Object.values(notice.title)[0] });
			return notice !== undefined;
		});
	}

	async draft(): Promise<Draft | undefined> {
		return this.#draft.read();
	}

	async saveDraft(given: NewDraft): Promise<SavedDraft> {
		return this.ctx.storage.transactionSync(() => {
			const flaw = this.#draft.write(given);
			const isBegun = flaw === undefined && given.revision === 0;
			if (isBegun) this.kept.note({ what: "draft_begun", by: given.by, at: given.at });
			return { draft: this.#draft.state(), flaw };
		});
	}

	async discardDraft(revision: number, by: Actor, at: Instant): Promise<"discarded" | "none" | DraftState> {
		return this.ctx.storage.transactionSync(() => {
			if (!this.#draft.discard(revision)) return this.#draft.state() ?? "none";
			this.kept.note({ what: "draft_discarded", by, at });
			return "discarded";
		});
	}

	async editions(): Promise<readonly Edition[]> {
		return this.#editions.all();
	}

	async files(path?: string): Promise<readonly PackedFile[] | undefined> {
		const published = this.#editions.published();
		return published && this.#editions.files(published, path);
	}

	async dataset(hash: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
		return this.#editions.dataset(hash);
	}
}
