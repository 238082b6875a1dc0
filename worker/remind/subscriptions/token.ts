import { makeBase64url } from "../push/base64url.ts";

/** 128 bits of luck, base64url. */
export function makeToken(): string {
	return makeBase64url(crypto.getRandomValues(new Uint8Array(16)));
}

/** What is stored of a token: its SHA-256, hexadecimal. */
export async function hashToken(token: string): Promise<string> {
	const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
	return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
