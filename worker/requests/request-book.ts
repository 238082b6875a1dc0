import { type Day, plusDays, yearOf } from "../../data/model/day.ts";
import type { Offer } from "../../data/model/offer-shape.ts";
import { type Content, keptDays, OPEN_STATES, type State } from "../../data/model/request.ts";
import type { Minutes } from "../../data/model/time.ts";
import { type Instant, instantAt, wallClock, type Zone } from "../../data/model/zone.ts";
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
	StoredRequest,
} from "./request-api.ts";
import { type KeptRequest, RequestTable } from "./request-table.ts";

/**
 * What is decided where all requests of a town are known: room, allowance, and that a secret is one request.
 * Each method is one turn without a pause, for one transaction of the caller.
 */
export class RequestBook {
	readonly #table: RequestTable;

	constructor(sql: SqlStorage) {
		this.#table = new RequestTable(sql);
	}

	/** `address` names the one whose allowance it uses, hashed. */
	file({ secret, code, zone, offer, content, at }: Filing, address: string): Filed {
		const known = this.#table.bySecret(secret);
		if (known)
			return known.code === code ? { kind: "filed", request: shown(known), isNew: false } : { kind: "code_taken" };
		if (this.#table.byCode(code)) return { kind: "code_taken" };
		if (this.#isFull(offer, content.day)) return { kind: "day_full" };
		const year = yearFor(content, zone, at);
		const isWithin = this.#isWithin(offer, address, year);
		const state = stateFor(offer, isWithin);
		const deleteAt = deletionOf(offer, state, content, zone, at);
		const id = this.#table.add({ secret, code, offer, state, content, deleteAt });
		if (isWithin && hasAllowance(offer)) this.#table.use(id, address, offer.id, year);
		this.#table.note(id, { at, by: "household", what: "received" });
		if (state !== "received") this.#table.note(id, { at, by: "system", what: state });
		return { kind: "filed", request: shown(this.#table.bySecret(secret)), isNew: true };
	}

	read(holder: Holder): StoredRequest | undefined {
		const found = this.#table.of(holder);
		return found && shown(found);
	}

	/** A day that it had already stays its own; another one has to have room. */
	change({ holder, version, zone, offer, content, at }: RequestChange, address: string): Changed {
		const known = this.#table.of(holder);
		if (!known) return { kind: "unknown_request" };
		if (known.version !== version) return { kind: "stale" };
		if (content.day !== known.content.day && this.#isFull(offer, content.day)) return { kind: "day_full" };
		const state =
			content.day === known.content.day ? known.state : this.#moved(known, address, yearFor(content, zone, at));
		const deleteAt = OPEN_STATES.includes(state) ? deletionOf(offer, state, content, zone, at) : known.deleteAt;
		this.#table.set(known.id, { state, content, deleteAt });
		this.#table.note(known.id, { at, by: "household", what: "changed" });
		if (state !== known.state) this.#table.note(known.id, { at, by: "system", what: state });
		return { kind: "changed", request: shown(this.#table.of(holder)) };
	}

	/** The year is that of the day: who moves into another one uses that one's allowance. */
	#moved({ id, offer, state }: KeptRequest, address: string, year: number): State {
		if (!hasAllowance(offer)) return state;
		this.#table.giveBack(id);
		if (!this.#isWithin(offer, address, year)) return "received";
		this.#table.use(id, address, offer.id, year);
		return state;
	}

	cancel(holder: Holder, zone: Zone, at: Instant): Changed {
		const known = this.#table.of(holder);
		if (!known) return { kind: "unknown_request" };
		if (!OPEN_STATES.includes(known.state)) return { kind: "changed", request: shown(known) };
		const deleteAt = deletionOf(known.offer, "cancelled", known.content, zone, at);
		this.#table.set(known.id, { state: "cancelled", content: known.content, deleteAt });
		this.#table.giveBack(known.id);
		this.#table.note(known.id, { at, by: "household", what: "cancelled" });
		return { kind: "changed", request: shown(this.#table.of(holder)) };
	}

	list(isOpen: boolean, after: number): RequestPage {
		const found = this.#table.list(isOpen, after, PAGE + 1);
		const next = found.length > PAGE ? found[PAGE - 1]?.id : undefined;
		return { requests: found.slice(0, PAGE).map(shown), ...(next !== undefined && { next }) };
	}

	on(day: Day): readonly StoredRequest[] {
		return this.#table.on(day).map(shown);
	}

	readAsClerk(code: string, { by, at }: { readonly by: string; readonly at: Instant }): StoredRequest | undefined {
		const known = this.#table.byCode(code);
		if (!known) return undefined;
		this.#table.note(known.id, { by, at, what: "read" });
		return shown(known);
	}

	/** Another day has to have room for the town hall, too. What it calls off gives back what it used. */
	answer({ code, version, state, day, reason, by, zone, at }: Answering): Answered {
		const known = this.#table.byCode(code);
		if (!known) return { kind: "unknown_request" };
		if (known.version !== version || !OPEN_STATES.includes(known.state))
			return { kind: "stale", request: shown(known) };
		const { offer } = known;
		const isMoved = day !== undefined && day !== known.content.day;
		if (isMoved && this.#isFull(offer, day)) return { kind: "day_full" };
		const content = isMoved ? { ...known.content, day } : known.content;
		this.#table.set(known.id, { state, content, deleteAt: deletionOf(offer, state, content, zone, at) });
		if (state === "declined") this.#table.giveBack(known.id);
		if (isMoved) this.#table.note(known.id, { at, by, what: "changed" });
		this.#table.note(known.id, { at, by, what: state, reason });
		return { kind: "changed", request: shown(this.#table.byCode(code)) };
	}

	erase(holder: Holder): void {
		const known = this.#table.of(holder);
		if (known) this.#table.erase(known.id);
	}

	putPhoto(holder: Holder, photo: Photo): boolean {
		const known = this.#table.of(holder);
		if (!known || !OPEN_STATES.includes(known.state)) return false;
		this.#table.putPhoto(known.id, photo);
		if (!known.photos.includes(photo.n)) this.#table.note(known.id, { at: photo.at, by: "household", what: "photo" });
		return true;
	}

	photo(holder: Holder, n: number): Uint8Array<ArrayBuffer> | undefined {
		const known = this.#table.of(holder);
		return known && this.#table.photo(known.id, n);
	}

	photoOf(code: string, n: number): Uint8Array<ArrayBuffer> | undefined {
		const known = this.#table.byCode(code);
		return known && this.#table.photo(known.id, n);
	}

	takenDays(offer: string): ReadonlyMap<Day, number> {
		return this.#table.takenDays(offer);
	}

	pepper(made: string): string {
		return this.#table.pepper(made);
	}

	/** Deletes what is over. */
	clear(now: Instant): void {
		for (const id of this.#table.due(now)) this.#table.erase(id);
		// To the end of January: a month in which the town may still count.
		this.#table.forgetAllowancesBefore(yearOf(plusDays(wallClock("UTC" as Zone, now).day, -31)));
	}

	nextDeletion(): Instant | undefined {
		return this.#table.nextDeletion();
	}

	#isFull(offer: Offer, day: Day | undefined): boolean {
		if (offer.kind !== "bulky" || day === undefined || offer.days.capacity === undefined) return false;
		return this.#table.taken(offer.id, day) >= offer.days.capacity;
	}

	#isWithin(offer: Offer, address: string, year: number): boolean {
		if (offer.kind !== "bulky" || !offer.allowance) return true;
		return this.#table.used(address, offer.id, year) < offer.allowance.year;
	}
}

/** So many are listed at once. */
const PAGE = 200;

function hasAllowance(offer: Offer): boolean {
	return offer.kind === "bulky" && offer.allowance !== undefined;
}

/** A day that was free is the household's at once; everything else waits for a clerk. */
function stateFor(offer: Offer, isWithin: boolean): State {
	const isBooked = offer.kind === "bulky" && (offer.days.from === "rounds" || offer.days.from === "weekdays");
	return isBooked && isWithin ? "confirmed" : "received";
}

function yearFor({ day }: Content, zone: Zone, at: Instant): number {
	return yearOf(day ?? wallClock(zone, at).day);
}

/** The end of the last day on which it is kept: counted from its day while it is open, from now where it has ended or has none. */
function deletionOf(offer: Offer, state: State, { day }: Content, zone: Zone, at: Instant): Instant {
	const today = wallClock(zone, at).day;
	const isAhead = OPEN_STATES.includes(state) && day !== undefined && day > today;
	const last = plusDays(isAhead ? day : today, keptDays(offer, state, day !== undefined));
	return instantAt(zone, plusDays(last, 1), 0 as Minutes);
}

function shown(kept: KeptRequest | undefined): StoredRequest {
	if (!kept) throw new Error("a request that was written is not there");
	const { id: _, ...request } = kept;
	return request;
}
