import type { Day } from "../../data/model/day.ts";
import type { Offer } from "../../data/model/offer-shape.ts";
import type { Content } from "../../data/model/request.ts";
import type { Instant, Zone } from "../../data/model/zone.ts";
import { KeptObject } from "../backup/kept-object.ts";
import type {
	Answered,
	Answering,
	Changed,
	Filed,
	Filing,
	Holder,
	Photo,
	RequestChange,
	RequestPage,
	RequestsStub,
	StoredRequest,
} from "./request-api.ts";
import { RequestBook } from "./request-book.ts";

/** The part of a town's desk that keeps its requests: each call that writes is one transaction. */
export abstract class RequestsObject<Env> extends KeptObject<Env> implements RequestsStub {
	readonly #book: RequestBook;

	constructor(state: DurableObjectState, env: Env) {
		super(state, env);
		this.#book = new RequestBook(state.storage.sql);
	}

	async fileRequest(filing: Filing): Promise<Filed> {
		const address = await this.#addressOf(filing.offer, filing.content);
		const filed = this.#write(() => this.#book.file(filing, address));
		await this.#armDeletion();
		return filed;
	}

	async readRequest(holder: Holder): Promise<StoredRequest | undefined> {
		return this.#book.read(holder);
	}

	async changeRequest(change: RequestChange): Promise<Changed> {
		const known = this.#book.read(change.holder);
		if (!known) return { kind: "unknown_request" };
		const address = await this.#addressOf(known.offer, change.content);
		const changed = this.#write(() => this.#book.change(change, address));
		await this.#armDeletion();
		return changed;
	}

	async cancelRequest(holder: Holder, zone: Zone, at: Instant): Promise<Changed> {
		const changed = this.#write(() => this.#book.cancel(holder, zone, at));
		await this.#armDeletion();
		return changed;
	}

	async eraseRequest(holder: Holder): Promise<void> {
		this.#write(() => this.#book.erase(holder));
	}

	async putPhoto(holder: Holder, photo: Photo): Promise<boolean> {
		return this.#write(() => this.#book.putPhoto(holder, photo));
	}

	async readPhoto(holder: Holder, n: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
		return this.#book.photo(holder, n);
	}

	async readPhotoAsClerk(code: string, n: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
		return this.#book.photoOf(code, n);
	}

	async takenDays(offer: string): Promise<ReadonlyMap<Day, number>> {
		return this.#book.takenDays(offer);
	}

	async listRequests({ isOpen, after }: { readonly isOpen: boolean; readonly after: number }): Promise<RequestPage> {
		return this.#book.list(isOpen, after);
	}

	async requestsOn(day: Day): Promise<readonly StoredRequest[]> {
		return this.#book.on(day);
	}

	async readAsClerk(
		code: string,
		reader: { readonly by: string; readonly at: Instant },
	): Promise<StoredRequest | undefined> {
		return this.#write(() => this.#book.readAsClerk(code, reader));
	}

	async answerRequest(answering: Answering): Promise<Answered> {
		const answered = this.#write(() => this.#book.answer(answering));
		await this.#armDeletion();
		return answered;
	}

	/** Deletes what is over: to be called by the alarm, whatever else it does. */
	protected async clearRequests(): Promise<void> {
		const now = await this.now();
		this.#write(() => this.#book.clear(now));
		await this.#armDeletion();
	}

	/** The end of the first one that is kept no longer. */
	protected nextDeletion(): Instant | undefined {
		return this.#book.nextDeletion();
	}

	#write<T>(turn: () => T): T {
		return this.ctx.storage.transactionSync(turn);
	}

	/** An alarm that comes sooner for something else stays: it asks for the next one. */
	async #armDeletion(): Promise<void> {
		const due = this.nextDeletion();
		if (due === undefined) return;
		const at = Date.now() + Math.max(due - (await this.now()), 0);
		const armed = await this.ctx.storage.getAlarm();
		if (armed === null || at < armed) await this.ctx.storage.setAlarm(at);
	}

	/** Whose allowance a request uses, as nobody can read it who has the database without trying every name of the town. */
	async #addressOf(offer: Offer, { place = "", number = "", name = "" }: Content): Promise<string> {
		const isNamed = offer.kind === "bulky" && offer.allowance?.per === "household";
		const pepper = this.#write(() =>
			this.#book.pepper(Array.from(crypto.getRandomValues(new Uint8Array(32))).join(",")),
		);
		const key = await crypto.subtle.importKey("raw", bytesOf(pepper), { name: "HMAC", hash: "SHA-256" }, false, [
			"sign",
		]);
		const address = [place, number, isNamed ? foldName(name) : ""].join("\t");
		const signed = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytesOf(address)));
		return Array.from(signed, (byte) => byte.toString(16).padStart(2, "0")).join("");
	}
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
	return new Uint8Array(new TextEncoder().encode(text));
}

/** The same household, however it writes itself: "Müller" and "mueller, " are one. */
function foldName(name: string): string {
	return name
		.toLowerCase()
		.replaceAll("ä", "ae")
		.replaceAll("ö", "oe")
		.replaceAll("ü", "ue")
		.replaceAll("ß", "ss")
		.normalize("NFD")
		.replace(/[^\p{L}\p{N}]/gu, "");
}
