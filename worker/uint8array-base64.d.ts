/** ECMAScript 2026: workerd has it, but TypeScript's libraries do not describe it yet. */
interface Uint8Array {
	toBase64(options: { readonly alphabet: "base64url"; readonly omitPadding: boolean }): string;
}

interface Uint8ArrayConstructor {
	/** Throws a SyntaxError on anything else. */
	fromBase64(text: string, options: { readonly alphabet: "base64url" }): Uint8Array<ArrayBuffer>;
}
