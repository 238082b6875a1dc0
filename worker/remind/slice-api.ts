import type { Day } from "../../data/model/day.ts";
import type { ReachAsked } from "../../data/model/desk.ts";
import type { FieldFlaw } from "../../data/model/parsed.ts";
import type { NextReminder, Wish } from "../../data/model/reminder.ts";
import type { About, ChangeRequest, PushTarget } from "../../data/model/subscription.ts";
import type { LaterReason } from "../../data/model/subscription-shapes.ts";
import type { Instant } from "../../data/model/zone.ts";
import type { KeptStub } from "../backup/kept-object.ts";
import type { SliceHome } from "./layout.ts";

/** What routes and slices say to each other. */

export type Refusal =
	/** Unknown, deleted or with a wrong token: it is never told which. */
	| { readonly kind: "unknown" }
	| { readonly kind: "taken" }
	| { readonly kind: "flawed"; readonly flaws: readonly FieldFlaw[] }
	| { readonly kind: "too_late" }
	| { readonly kind: "too_often"; readonly wait: number }
	/** The town's dates cannot be read. */
	| { readonly kind: "unready" }
	/** The town names no contact. */
	| { readonly kind: "off" }
	/** The slices were counted differently: by another layout than the one that the slice knows. */
	| { readonly kind: "other_slices" }
	/** It was asked about whoever is here already, and this one is not. */
	| { readonly kind: "elsewhere" }
	/** On the way from one slice to another for longer than anybody waits. */
	| { readonly kind: "moving" }
	/** As many subscriptions as a slice takes. */
	| { readonly kind: "full" };

export interface Subscribed {
	readonly kind: "subscribed";
	readonly name: string;
	readonly token: string;
	/** As they are stored: a place that an import has put in another's stead is that one now. */
	readonly places: readonly Wish[];
	readonly next: readonly NextReminder[];
}

export interface StoredSubscription {
	readonly kind: "stored";
	readonly lang: string;
	readonly kid: string;
	readonly places: readonly Wish[];
	readonly bundle: boolean;
	readonly lastDelivered: Instant | undefined;
	readonly lastOutcome: string | undefined;
	/** When the slice last began from a backup. */
	readonly restored: Instant | undefined;
	readonly next: readonly NextReminder[];
}

export type Done = {
	readonly kind: "done";
	readonly outcome?: string;
	/** Why a test push could not be delivered now. */
	readonly reason?: LaterReason;
};

export interface NewSubscription {
	readonly town: string;
	readonly name: string;
	readonly push: PushTarget;
	readonly host: string;
	/** The key that the browser named; without one a new subscription is under the current key. */
	readonly kid: string | undefined;
	readonly currentKid: string;
	readonly origin: string;
	readonly lang: string;
	readonly places: readonly Wish[];
	readonly bundle: boolean;
	/** The slice that is asked, and of how many. */
	readonly home: SliceHome;
	/** Nobody is to be made here who is not here already: this slice is about to be left. */
	readonly isOnlyKnown: boolean;
	/** What the browser's subscription of before was told. */
	readonly handover: Handover | undefined;
	/** As it was posted, see `subscriptions/proof.ts`. */
	readonly proof: string | undefined;
}

/** What goes along when a browser gets another endpoint: nobody is told again what was told already. */
export interface Handover {
	/** What it wanted, so that a time that moves with it is known as moved. */
	readonly wishes: readonly Wish[];
	readonly delivered: Instant | null;
	readonly deliveries: readonly HandedDelivery[];
	readonly done: readonly AddressDay[];
	readonly told: readonly (AddressDay & { readonly what: string })[];
}

export interface AddressDay {
	/** As the ledger calls it. */
	readonly address: string;
	readonly day: Day;
}

/** A row of the ledger without what belongs to the old endpoint. */
export interface HandedDelivery {
	readonly place: string;
	readonly day: string;
	readonly kind: string;
	readonly state: string;
	readonly due: Instant;
	readonly until: Instant;
}

/** Households that one slice sends to another. */
export interface Arrivals {
	/** The slice that they come from. */
	readonly from: number;
	/** Within one `nonce` the numbers only grow: whoever was written down is known by them. */
	readonly nonce: string;
	/** Of the slice that they go to. */
	readonly home: SliceHome;
	/** Entries of the slice that they come from. */
	readonly shared: Readonly<Record<string, string | undefined>>;
	readonly households: readonly SentHousehold[];
}

export interface SentHousehold {
	readonly seq: number;
	/** As JSON, see `moving/household.ts`. */
	readonly household: string;
}

/** Somebody by their name, or by their endpoint. */
export interface Sought {
	readonly name?: string;
	readonly endpoint?: string;
}

export interface Bearer {
	readonly name: string;
	readonly token: string;
}

/** What a button is about: a day of one address, or of all addresses of a place. */
export interface AboutDay extends About {
	readonly day: Day;
}

export interface SliceState {
	readonly subscriptions: number;
	/** Deliveries that wait. */
	readonly open: number;
	/** Endings of the last 60 days. */
	readonly tally: Readonly<Record<string, number>>;
	readonly pulse: Pulse;
	/** The day since which the town's dates are not served. */
	readonly away?: Day | undefined;
}

/** What a desk is told of a slice: numbers alone. */
export interface SliceFigures {
	readonly subscriptions: number;
	/** Those with a reminder in any of the places that were asked about, for any of the services; absent: all. */
	readonly reached: number;
	readonly days: readonly TallyDay[];
}

/** How deliveries ended that spoke of a day. */
export interface TallyDay {
	readonly day: string;
	readonly outcome: string;
	readonly count: number;
}

/** Whether a slice will do what is due: nothing wakes it, it should be awake, or it has not got to it. */
export type Pulse = "armed" | "unarmed" | "asleep" | "late";

export interface Run {
	readonly sent: number;
	/** When there is something to do again; `undefined` for a slice without subscribers. */
	readonly next: Instant | undefined;
	/** What was deleted was erased: the object is to be closed, because its log still tells of it. */
	readonly isErased?: boolean;
}

/** A slice as the rest of the worker sees it: through the wall between two objects every answer is a promise. */
export interface SliceStub extends KeptStub {
	subscribe(given: NewSubscription): Promise<Subscribed | Refusal>;
	read(bearer: Bearer): Promise<StoredSubscription | Refusal>;
	change(bearer: Bearer, change: ChangeRequest): Promise<StoredSubscription | Refusal>;
	remove(bearer: Bearer): Promise<Done | Refusal>;
	handover(bearer: Bearer): Promise<Handover | undefined>;
	settle(bearer: Bearer, which: AboutDay): Promise<Done | Refusal>;
	unsettle(bearer: Bearer, which: AboutDay): Promise<Done | Refusal>;
	postpone(bearer: Bearer, which: AboutDay): Promise<Done | Refusal>;
	test(bearer: Bearer): Promise<Done | Refusal>;
	tick(instant: Instant): Promise<Run>;
	figures(asked: ReachAsked): Promise<SliceFigures>;
	/** How it is; nothing changes. */
	inspect(): Promise<SliceState>;
	/** The same, and then its alarm is set anew. */
	rearm(): Promise<SliceState>;
	wake(): Promise<void>;
	/** For a town that is gone for good. Answers how many households there were. */
	forgetEverybody(): Promise<number>;
	/** Sends everybody who is at home elsewhere by now there, for some seconds at most; true: nobody is left. */
	moveAway(home: SliceHome): Promise<boolean>;
	/** False: it knows a newer layout. */
	takeIn(arrivals: Arrivals): Promise<boolean>;
	/** On the way to another slice at this moment. */
	isLeaving(who: Sought): Promise<boolean>;
	/** Ends the object, and with it the log of its database; the next question opens it again. Always throws. */
	close(): Promise<void>;
}
