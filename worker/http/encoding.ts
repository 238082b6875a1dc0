import { brotliCompressSync, constants, gzipSync } from "node:zlib";

export type Encoding = "br" | "gzip" | "identity";

/** Above this the last per cent of size costs a city's dataset seconds of the only thread. */
const BROTLI_QUALITY = 9;

/** The best encoding that the client takes. A `q=0` refuses one; other weights do not matter with two. */
export function encodingFor(asked: Headers): Encoding {
	const offered = (asked.get("accept-encoding") ?? "").toLowerCase().split(",");
	const takes = (name: string) =>
		offered.some((each) => {
			const [coding = "", weight = ""] = each.split(";");
			return coding.trim() === name && !/^\s*q=0(?:\.0*)?\s*$/.test(weight);
		});
	if (takes("br")) return "br";
	return takes("gzip") ? "gzip" : "identity";
}

export function compress(bytes: Uint8Array<ArrayBuffer>, encoding: Encoding): Uint8Array<ArrayBuffer> {
	switch (encoding) {
		case "br":
			return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
		case "gzip":
			return gzipSync(bytes);
		case "identity":
			return bytes;
	}
}
