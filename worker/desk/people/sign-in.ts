import {
	type AuthenticationResponseJSON,
	generateAuthenticationOptions,
	generateRegistrationOptions,
	type RegistrationResponseJSON,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
	type WebAuthnCredential,
} from "@simplewebauthn/server";
import type { PasskeyBody, PasskeyOptions, Person } from "../../../data/model/desk.ts";
import type { Instant } from "../../../data/model/zone.ts";
import { makeChallenge, readChallenge } from "./challenge.ts";
import type { Passkey, PasskeyTable } from "./passkey-table.ts";
import type { Party } from "./people-api.ts";

/** What WebAuthn asks and answers; nothing of it decides who may come in, only whether the passkey is theirs. */

type Response = PasskeyBody["response"];

const SIGN_IN = "sign-in";

/** A passkey is made for who `subject` stands for: a link, or a person. */
export async function creationOptions(
	passkeys: PasskeyTable,
	{ town, id: rpID }: Party,
	{ id, name }: Pick<Person, "id" | "name">,
	subject: string,
	at: Instant,
): Promise<PasskeyOptions> {
	const challenge = await makeChallenge(passkeys.challengeKey(), subject, at);
	const options = await generateRegistrationOptions({
		rpName: "Tonnentag",
		rpID,
		userName: `${name} (${town})`,
		userDisplayName: name,
		userID: new Uint8Array(new TextEncoder().encode(id)),
		challenge,
		attestationType: "none",
		authenticatorSelection: { residentKey: "required", userVerification: "required" },
		excludeCredentials: passkeys.of(id).map((known) => ({ id: known.id })),
	});
	return { ...options };
}

/** `undefined`: it is not what was asked for, not from here, or answered before. */
export async function readNewPasskey(
	passkeys: PasskeyTable,
	party: Party,
	response: Response,
	subject: string,
	at: Instant,
): Promise<WebAuthnCredential | undefined> {
	const read = await verifyRegistrationResponse({
		response: response as unknown as RegistrationResponseJSON,
		...expected(passkeys, party, subject, at),
	}).catch(() => undefined);
	return read?.verified ? read.registrationInfo.credential : undefined;
}

export async function requestOptions(passkeys: PasskeyTable, { id }: Party, at: Instant): Promise<PasskeyOptions> {
	const challenge = await makeChallenge(passkeys.challengeKey(), SIGN_IN, at);
	return { ...(await generateAuthenticationOptions({ rpID: id, challenge, userVerification: "required" })) };
}

/** Whose passkey was shown; `undefined`: nobody's here, or as above. */
export async function readShownPasskey(
	passkeys: PasskeyTable,
	party: Party,
	response: Response,
	at: Instant,
): Promise<Passkey | undefined> {
	const known = passkeys.find(response.id);
	if (!known) return undefined;
	const read = await verifyAuthenticationResponse({
		response: response as unknown as AuthenticationResponseJSON,
		...expected(passkeys, party, SIGN_IN, at),
		credential: known,
	}).catch(() => undefined);
	if (!read?.verified) return undefined;
	passkeys.count(known.id, read.authenticationInfo.newCounter);
	return known;
}

/** What both kinds of answer are held against: our address, the person's consent, and a challenge answered for the first time. */
function expected(passkeys: PasskeyTable, { id, origin }: Party, subject: string, at: Instant) {
	return {
		expectedChallenge: async (challenge: string): Promise<boolean> => {
			const until = await readChallenge(passkeys.challengeKey(), subject, challenge, at);
			return until !== undefined && passkeys.useChallenge(challenge, until, at);
		},
		expectedOrigin: origin,
		expectedRPID: id,
		requireUserVerification: true,
	};
}
