import { startAuthentication, startRegistration } from "@simplewebauthn/browser";
import * as v from "valibot";
import { optionsShape, sessionShape } from "../../../data/model/desk.ts";
import type { DeskServer, Sent } from "./desk-server.ts";

/** Passkeys: the device proves who is there, and nobody types a secret. */

const nothing = v.null();

export type SignedIn = Sent<null> | { readonly kind: "given-up" };

/** A passkey more on this device: by an invitation, or for who is signed in. */
export async function makePasskey(server: DeskServer, invite?: string): Promise<SignedIn> {
	const given = invite === undefined ? {} : { invite };
	const asked = await server.send(optionsShape, "POST", "/passkeys/options", given);
	if (asked.kind !== "done") return asked;
	const optionsJSON = asked.value.options as never;
	const response = await startRegistration({ optionsJSON }).catch(() => undefined);
	return response ? server.send(nothing, "POST", "/passkeys", { ...given, response }) : { kind: "given-up" };
}

export async function signIn(server: DeskServer): Promise<SignedIn> {
	const asked = await server.send(optionsShape, "POST", "/session/options", {});
	if (asked.kind !== "done") return asked;
	const optionsJSON = asked.value.options as never;
	const response = await startAuthentication({ optionsJSON }).catch(() => undefined);
	return response ? server.send(nothing, "POST", "/session", { response }) : { kind: "given-up" };
}

/** Here, or on all devices. */
export function signOut(server: DeskServer, isEverywhere: boolean): Promise<Sent<null>> {
	return server.send(nothing, "DELETE", isEverywhere ? "/sessions" : "/session");
}

export function session(server: DeskServer) {
	return server.send(sessionShape, "GET", "/session");
}
