import type { AuditEntry, PasskeyBody, PasskeyOptions, Person } from "../../data/model/desk.ts";
import type { Instant } from "../../data/model/zone.ts";
import { RequestsObject } from "../requests/requests-object.ts";
import { People } from "./people/people.ts";
import type {
	Actor,
	Applicant,
	Guest,
	Invite,
	NewToken,
	Noted,
	Party,
	PeopleStub,
	Session,
} from "./people/people-api.ts";

type Response = PasskeyBody["response"];

/** The part of a desk that knows its people: what stands in `People`, within reach of the routes. */
export abstract class PeopleObject<Env> extends RequestsObject<Env> implements PeopleStub {
	protected readonly kept: People;

	constructor(state: DurableObjectState, env: Env) {
		super(state, env);
		this.kept = new People(state.storage.sql);
	}

	async invite(asked: Invite): Promise<NewToken> {
		return this.kept.invite(asked);
	}

	async linkDevice(by: Actor, at: Instant): Promise<NewToken | undefined> {
		return this.kept.linkDevice(by, at);
	}

	async invited(token: string, at: Instant): Promise<Guest | undefined> {
		return this.kept.invited(token, at);
	}

	async creationOptions(party: Party, applicant: Applicant, at: Instant): Promise<PasskeyOptions | undefined> {
		return this.kept.creationOptions(party, applicant, at);
	}

	async addPasskey(party: Party, response: Response, at: Instant, applicant: Applicant): Promise<NewToken | undefined> {
		return this.kept.addPasskey(party, response, at, applicant);
	}

	async requestOptions(party: Party, at: Instant): Promise<PasskeyOptions> {
		return this.kept.requestOptions(party, at);
	}

	async signIn(party: Party, response: Response, at: Instant): Promise<NewToken | undefined> {
		return this.kept.signIn(party, response, at);
	}

	async session(token: string, at: Instant): Promise<Session | undefined> {
		return this.kept.session(token, at);
	}

	async signOut(token: string, at: Instant): Promise<void> {
		return this.kept.signOut(token, at);
	}

	async signOutEverywhere(by: Actor, at: Instant): Promise<void> {
		return this.kept.signOutEverywhere(by, at);
	}

	async people(): Promise<readonly Person[]> {
		return this.kept.people();
	}

	async remove(person: string, by: Actor, at: Instant): Promise<boolean> {
		return this.kept.remove(person, by, at);
	}

	async audit(before: number, at: Instant): Promise<readonly AuditEntry[]> {
		return this.kept.audit(before, at);
	}

	async note(noted: Noted): Promise<void> {
		return this.kept.note(noted);
	}
}
