/** What is used of Node's cryptography: its own types would bring all of Node's into the worker. */
declare module "node:crypto" {
	interface Hash {
		update(text: string): Hash;
		digest(encoding: "base64url"): string;
	}
	interface ECDH {
		generateKeys(): Uint8Array;
		computeSecret(other: Uint8Array): Uint8Array;
	}
	interface Cipher {
		update(bytes: Uint8Array): Uint8Array;
		final(): Uint8Array;
		getAuthTag(): Uint8Array;
	}
	export function createHash(name: "sha256"): Hash;
	export function createECDH(curve: "prime256v1"): ECDH;
	export function createCipheriv(name: "aes-128-gcm", key: Uint8Array, nonce: Uint8Array): Cipher;
	export function hkdfSync(
		hash: "sha256",
		secret: Uint8Array,
		salt: Uint8Array,
		info: Uint8Array,
		length: number,
	): ArrayBuffer;
}
