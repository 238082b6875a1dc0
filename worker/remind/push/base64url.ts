export function makeBase64url(bytes: Uint8Array): string {
	return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}

/** With or without padding; `undefined` for anything else. */
export function readBase64url(base64url: string): Uint8Array<ArrayBuffer> | undefined {
	try {
		return Uint8Array.fromBase64(base64url.replace(/=+$/u, ""), { alphabet: "base64url" });
	} catch {
		return undefined;
	}
}
