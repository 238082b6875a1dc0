import type { AuditEntry, Audited, PasskeyBody, PasskeyOptions, Person, Role } from "../../../data/model/desk.ts";
import type { Instant } from "../../../data/model/zone.ts";

/** What routes and desks say to each other about people. */

/** Who does something. */
export interface Actor {
	/** By id; absent: whoever has the host's secret. */
	readonly person?: string | undefined;
	readonly role: Role;
}

/** For which address passkeys are made and shown (WebAuthn's relying party). */
export interface Party {
	readonly town: string;
	/** A name, never an address of numbers: `localhost`, `abfall.example`. */
	readonly id: string;
	readonly origin: string;
}

/** Who makes a passkey: the holder of a link, or who is signed in. */
export type Applicant = { readonly invite: string } | { readonly person: string };

export interface NewToken {
	readonly token: string;
	readonly until: Instant;
}

export interface Guest extends Pick<Person, "name" | "role"> {
	readonly until: Instant;
}

export interface Session {
	readonly person: Pick<Person, "id" | "name" | "role">;
	readonly until: Instant;
}

export interface Invite extends Pick<Person, "name" | "role"> {
	readonly town: string;
	readonly by: Actor;
	readonly at: Instant;
}

export interface Noted {
	readonly what: Audited;
	readonly by: Actor;
	readonly at: Instant;
	/** Whom it was about, by id. */
	readonly person?: string | undefined;
	/** What it was about: the number of an edition, a title. */
	readonly about?: string | undefined;
}

type Response = PasskeyBody["response"];

/** `undefined` is always a refusal, and never tells which. */
export interface PeopleStub {
	invite(asked: Invite): Promise<NewToken>;
	/** For a second device of who asks. */
	linkDevice(by: Actor, at: Instant): Promise<NewToken | undefined>;
	/** Whom a link is for; it stays. */
	invited(token: string, at: Instant): Promise<Guest | undefined>;
	creationOptions(party: Party, applicant: Applicant, at: Instant): Promise<PasskeyOptions | undefined>;
	/** Uses the link up, keeps the passkey, signs in. */
	addPasskey(party: Party, response: Response, at: Instant, applicant: Applicant): Promise<NewToken | undefined>;
	requestOptions(party: Party, at: Instant): Promise<PasskeyOptions>;
	signIn(party: Party, response: Response, at: Instant): Promise<NewToken | undefined>;
	/** Whose token it is; asking keeps the session awake. */
	session(token: string, at: Instant): Promise<Session | undefined>;
	signOut(token: string, at: Instant): Promise<void>;
	signOutEverywhere(by: Actor, at: Instant): Promise<void>;
	people(at: Instant): Promise<readonly Person[]>;
	/** False: there is none with that id, or of a role that `by` has no say in. */
	remove(person: string, by: Actor, at: Instant): Promise<boolean>;
	/** The youngest first, those before the entry with that number. */
	audit(before: number, at: Instant): Promise<readonly AuditEntry[]>;
	note(noted: Noted): Promise<void>;
}

/** Whom a role may invite and remove. */
export const IN_CHARGE_OF: Readonly<Record<Role, readonly Role[]>> = {
	clerk: ["clerk", "haulier"],
	haulier: [],
	host: ["clerk", "haulier", "host"],
};
