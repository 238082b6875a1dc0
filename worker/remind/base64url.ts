export function makeBase64url(bytes: Uint8Array): string {
	const text = btoa(String.fromCharCode(...bytes));
	return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/u, "");
}

/** `undefined` for anything else. */
export function readBase64url(base64url: string): Uint8Array<ArrayBuffer> | undefined {
	try {
		const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/u, ""));
		const bytes = new Uint8Array(text.length);
		for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
		return bytes;
	} catch {
		return undefined;
	}
}
