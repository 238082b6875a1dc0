import { brotliCompressSync, constants, gzipSync } from "node:zlib";

export type Encoding = "br" | "gzip" | "identity";

/** Above this the last per cent of size costs a city's dataset seconds of the only thread. */
const BROTLI_QUALITY = 9;

/** The best encoding that the client takes. */
export function encodingFor(asked: Headers): Encoding {
	if (accepts(asked, "br")) return "br";
	return acceptsGzip(asked) ? "gzip" : "identity";
}

/** What is written anew for each request is packed by the quicker one only. */
export function acceptsGzip(asked: Headers): boolean {
	return accepts(asked, "gzip");
}

/** A `q=0` refuses one; other weights do not matter with two. */
function accepts(asked: Headers, name: string): boolean {
	const offered = (asked.get("accept-encoding") ?? "").toLowerCase().split(",");
	return offered.some((each) => {
		const [coding = "", weight = ""] = each.split(";");
		return coding.trim() === name && !/^\s*q=0(?:\.0*)?\s*$/.test(weight);
	});
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
