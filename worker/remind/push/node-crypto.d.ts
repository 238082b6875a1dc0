/** What is used of Node's cryptography: its own types would bring all of Node's into the worker. */
declare module "node:crypto" {
	interface ECDH {
		generateKeys(): Uint8Array;
		computeSecret(other: Uint8Array): Uint8Array;
	}
	export function createECDH(curve: "prime256v1"): ECDH;
	export function hkdfSync(
		hash: "sha256",
		secret: Uint8Array | ArrayBuffer,
		salt: Uint8Array,
		info: Uint8Array,
		length: number,
	): ArrayBuffer;
}
