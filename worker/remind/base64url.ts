export function makeBase64url(bytes: Uint8Array): string {
	const text = btoa(String.fromCharCode(...bytes));
	return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/u, "");
}

/** `undefined` for anything else. */
export function readBase64url(base64url: string): Uint8Array<ArrayBuffer> | undefined {
	try {
		const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/u, ""));
		return Uint8Array.from(text, (character) => character.charCodeAt(0));
	} catch {
		return undefined;
	}
}
