import type { Day } from "../../data/model/day.ts";
import type { Offer } from "../../data/model/offer-shape.ts";
import type { Answer, Content, State } from "../../data/model/request.ts";
import type { Instant, Zone } from "../../data/model/zone.ts";

/** What routes and the object that keeps a town's requests say to each other. */

/** What is judged lawful already; room, allowance and code are judged where they are kept. */
export interface Filing {
	/** SHA-256 of the secret, hexadecimal. */
	readonly secret: string;
	readonly code: string;
	readonly zone: Zone;
	/** The rules under which it is made. */
	readonly offer: Offer;
	readonly content: Content;
	readonly at: Instant;
}

/** Who may see and change a request: whoever has its secret. */
export interface Holder {
	readonly code: string;
	readonly secret: string;
}

export interface RequestEvent {
	readonly at: Instant;
	/** `household`, `system`, or the id of a person of the town hall, whom no household is told. */
	readonly by: string;
	readonly what: State | "changed" | "photo";
	readonly reason?: string | undefined;
}

export interface StoredRequest {
	readonly code: string;
	readonly offer: Offer;
	readonly state: State;
	readonly content: Content;
	readonly events: readonly RequestEvent[];
	/** Their numbers. */
	readonly photos: readonly number[];
	/** When it is deleted. */
	readonly deleteAt: Instant;
	/** Rises with every change. */
	readonly version: number;
}

export type Filed =
	| { readonly kind: "filed"; readonly request: StoredRequest; readonly isNew: boolean }
	| { readonly kind: "code_taken" | "day_full" };

export interface RequestChange {
	readonly holder: Holder;
	/** The version that was judged. */
	readonly version: number;
	readonly zone: Zone;
	/** The rules by which it was judged. */
	readonly offer: Offer;
	readonly content: Content;
	readonly at: Instant;
}

export type Changed =
	| { readonly kind: "changed"; readonly request: StoredRequest }
	| { readonly kind: "unknown_request" | "day_full" | "stale" };

/** Of the town hall. */
export interface Answering extends Answer {
	readonly code: string;
	/** The person's id. */
	readonly by: string;
	readonly zone: Zone;
	readonly at: Instant;
}

export type Answered =
	| { readonly kind: "changed" | "stale"; readonly request: StoredRequest }
	| { readonly kind: "unknown_request" | "day_full" };

export interface RequestPage {
	readonly requests: readonly StoredRequest[];
	/** What to ask for the next ones with; absent: these were the last. */
	readonly next?: number | undefined;
}

export interface Photo {
	readonly n: number;
	readonly jpeg: Uint8Array<ArrayBuffer>;
	readonly at: Instant;
}

export interface RequestsStub {
	/** The same secret is the same request, however often it is sent. */
	fileRequest(filing: Filing): Promise<Filed>;
	/** `undefined`: unknown, deleted, or another's. */
	readRequest(holder: Holder): Promise<StoredRequest | undefined>;
	changeRequest(change: RequestChange): Promise<Changed>;
	/** Frees its place. What has ended stays as it ended. */
	cancelRequest(holder: Holder, zone: Zone, at: Instant): Promise<Changed>;
	/** Everything that is kept of it. */
	eraseRequest(holder: Holder): Promise<void>;
	/** Takes the place of one with that number. */
	putPhoto(holder: Holder, photo: Photo): Promise<boolean>;
	readPhoto(holder: Holder, n: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
	/** How many requests hold a place, by day. */
	takenDays(offer: string): Promise<ReadonlyMap<Day, number>>;
	/** The oldest first, those after the row with that number. */
	listRequests(asked: { readonly isOpen: boolean; readonly after: number }): Promise<RequestPage>;
	/** Those that are to be taken, or were, on a day. */
	requestsOn(day: Day): Promise<readonly StoredRequest[]>;
	/** That it was read is written down. */
	readAsClerk(code: string, reader: { readonly by: string; readonly at: Instant }): Promise<StoredRequest | undefined>;
	readPhotoAsClerk(code: string, n: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
	answerRequest(answering: Answering): Promise<Answered>;
}
