/** The part of Node's zlib that we use: workerd has it, but the types of Cloudflare do not describe it. */
declare module "node:zlib" {
	export const constants: { readonly BROTLI_PARAM_QUALITY: number };
	export function brotliCompressSync(
		bytes: Uint8Array,
		options?: { readonly params: Readonly<Record<number, number>> },
	): Uint8Array<ArrayBuffer>;
	export function gzipSync(bytes: Uint8Array, options?: { readonly level: number }): Uint8Array<ArrayBuffer>;
}
