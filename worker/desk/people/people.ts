import type { AuditEntry, Audited, PasskeyBody, PasskeyOptions, Person } from "../../../data/model/desk.ts";
import type { Instant } from "../../../data/model/zone.ts";
import { hashToken, makeToken } from "../../remind/subscriptions/token.ts";
import { AuditTable } from "./audit-table.ts";
import { PasskeyTable } from "./passkey-table.ts";
import {
	type Actor,
	type Applicant,
	type Guest,
	IN_CHARGE_OF,
	type Invite,
	type NewToken,
	type Noted,
	type Party,
	type PeopleStub,
	type Session,
} from "./people-api.ts";
import { PersonTable } from "./person-table.ts";
import { creationOptions, readNewPasskey, readShownPasskey, requestOptions } from "./sign-in.ts";

type Response = PasskeyBody["response"];

/** Who it is that makes a passkey, and what its challenge is bound to. */
interface Applying {
	readonly person: Pick<Person, "id" | "name" | "role">;
	readonly subject: string;
	/** Of the link that is used up by it. */
	readonly invite?: string;
}

/** A name of who was removed stands in the audit trail for so many months. */
const NAMED_FOR_MONTHS = 12;

/** The people of one desk: who may sign in, how they do, and what they did. */
export class People implements PeopleStub {
	readonly #people: PersonTable;
	readonly #passkeys: PasskeyTable;
	readonly #audit: AuditTable;

	constructor(sql: SqlStorage) {
		this.#passkeys = new PasskeyTable(sql);
		this.#people = new PersonTable(sql);
		this.#audit = new AuditTable(sql);
	}

	async invite({ name, role, by, at }: Invite): Promise<NewToken> {
		const [person, token] = [makeToken(), makeToken()];
		const hash = await hashToken(token);
		this.#people.add(person, { name, role }, at);
		this.#audit.add({ what: "invited", by, at, person });
		return { token, until: this.#people.addInvite(hash, person, at) };
	}

	async linkDevice(by: Actor, at: Instant): Promise<NewToken | undefined> {
		const token = makeToken();
		const hash = await hashToken(token);
		if (by.person === undefined || !this.#people.find(by.person)) return undefined;
		this.#audit.add({ what: "device_link_made", by, at });
		return { token, until: this.#people.addInvite(hash, by.person, at) };
	}

	async invited(token: string, at: Instant): Promise<Guest | undefined> {
		const known = this.#people.invited(await hashToken(token), at);
		return known && { name: known.name, role: known.role, until: known.until };
	}

	async creationOptions(party: Party, applicant: Applicant, at: Instant): Promise<PasskeyOptions | undefined> {
		const applying = await this.#applying(applicant, at);
		return applying && creationOptions(this.#passkeys, party, applying.person, applying.subject, at);
	}

	async addPasskey(party: Party, response: Response, at: Instant, applicant: Applicant): Promise<NewToken | undefined> {
		const before = await this.#applying(applicant, at);
		if (!before) return undefined;
		const passkey = await readNewPasskey(this.#passkeys, party, response, before.subject, at);
		// Again: while it was looked at, the link may have been used, or the person removed.
		const applying = await this.#applying(applicant, at);
		if (!passkey || !applying) return undefined;
		if (applying.invite !== undefined && !this.#people.useInvite(applying.invite)) return undefined;
		if (!this.#passkeys.add(applying.person.id, passkey, at)) return undefined;
		return this.#begin(applying.person, "passkey_made", at);
	}

	async #applying(applicant: Applicant, at: Instant): Promise<Applying | undefined> {
		if ("person" in applicant) {
			const person = this.#people.find(applicant.person);
			return person && { person, subject: `person ${person.id}` };
		}
		const invite = await hashToken(applicant.invite);
		const person = this.#people.invited(invite, at);
		return person && { person, subject: `invite ${invite}`, invite };
	}

	requestOptions(party: Party, at: Instant): Promise<PasskeyOptions> {
		return requestOptions(this.#passkeys, party, at);
	}

	async signIn(party: Party, response: Response, at: Instant): Promise<NewToken | undefined> {
		const passkey = await readShownPasskey(this.#passkeys, party, response, at);
		const person = passkey && this.#people.find(passkey.person);
		return person && this.#begin(person, "signed_in", at);
	}

	/** A session begins. Whoever was removed meanwhile has none: it is looked at with every question. */
	async #begin({ id, role }: Pick<Person, "id" | "role">, what: Audited, at: Instant): Promise<NewToken> {
		const token = makeToken();
		const hash = await hashToken(token);
		this.#audit.add({ what, by: { person: id, role }, at });
		return { token, until: this.#people.addSession(hash, id, at) };
	}

	async session(token: string, at: Instant): Promise<Session | undefined> {
		const known = this.#people.useSession(await hashToken(token), at);
		return known && { person: { id: known.id, name: known.name, role: known.role }, until: known.until };
	}

	async signOut(token: string, at: Instant): Promise<void> {
		const hash = await hashToken(token);
		const known = this.#people.useSession(hash, at);
		this.#people.signOut(hash);
		if (known) this.#audit.add({ what: "signed_out", by: { person: known.id, role: known.role }, at });
	}

	async signOutEverywhere(by: Actor, at: Instant): Promise<void> {
		if (by.person === undefined) return;
		this.#people.signOutEverywhere(by.person);
		this.#audit.add({ what: "signed_out_everywhere", by, at });
	}

	async people(): Promise<readonly Person[]> {
		return this.#people.all();
	}

	async remove(person: string, by: Actor, at: Instant): Promise<boolean> {
		const known = this.#people.find(person);
		if (!known || !IN_CHARGE_OF[by.role].includes(known.role)) return false;
		this.#people.remove(person, at);
		this.#passkeys.removeOf(person);
		this.#audit.add({ what: "person_removed", by, at, person });
		return true;
	}

	async audit(before: number, at: Instant): Promise<readonly AuditEntry[]> {
		this.forget(at);
		return this.#audit.before(before);
	}

	/** To be called when `nextForgetting` has come: names of those who were removed long ago go. */
	forget(at: Instant): void {
		this.#people.forgetNames(monthsLater(at, -NAMED_FOR_MONTHS));
	}

	nextForgetting(): Instant | undefined {
		const removed = this.#people.firstRemoved();
		return removed === undefined ? undefined : monthsLater(removed, NAMED_FOR_MONTHS) + 1;
	}

	async note(noted: Noted): Promise<void> {
		this.#audit.add(noted);
	}
}

function monthsLater(at: Instant, months: number): Instant {
	const later = new Date(at);
	later.setUTCMonth(later.getUTCMonth() + months);
	return later.getTime();
}
