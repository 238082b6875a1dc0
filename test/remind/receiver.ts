import {
	createDecipheriv,
	createECDH,
	createPublicKey,
	hkdfSync,
	type JsonWebKey,
	randomBytes,
	verify,
} from "node:crypto";

/**
 * The receiving side of a push, written from the RFCs with Node's own cryptography:
 * nothing of it is shared with what the product sends with.
 */

/** What `PushManager.subscribe()` gives a page, with the private half that only the browser has. */
export interface Browser {
	readonly endpoint: string;
	readonly keys: { readonly p256dh: string; readonly auth: string };
	readonly privateKey: Buffer;
	/** The key the page named; pushes under another are 403. */
	readonly applicationServerKey: string | undefined;
}

export function makeBrowser(endpoint: string, applicationServerKey?: string): Browser {
	const pair = createECDH("prime256v1");
	pair.generateKeys();
	return {
		endpoint,
		keys: { p256dh: pair.getPublicKey("base64url"), auth: randomBytes(16).toString("base64url") },
		privateKey: pair.getPrivateKey(),
		applicationServerKey,
	};
}

export interface OpenedLetter {
	readonly message: unknown;
	/** The sender's public key: it must be another one each time. */
	readonly ephemeral: string;
	readonly flaws: readonly string[];
}

/** Decrypts a body in `aes128gcm` (RFC 8188) as RFC 8291 has it. */
export function openLetter(body: Buffer, { keys, privateKey }: Browser): OpenedLetter {
	const flaws: string[] = [];
	if (body.length > 4096) flaws.push(`body of ${body.length} bytes`);
	const [salt, recordSize, idLength] = [body.subarray(0, 16), body.readUInt32BE(16), body[20] ?? 0];
	const sender = body.subarray(21, 21 + idLength);
	const sealed = body.subarray(21 + idLength);
	if (idLength !== 65) flaws.push(`key id of ${idLength} bytes`);
	if (sealed.length > recordSize) flaws.push("more than one record");
	const ephemeral = sender.toString("base64url");
	try {
		const text = decrypt({ salt, sender, sealed, keys, privateKey });
		return { message: JSON.parse(text.toString("utf8")), ephemeral, flaws };
	} catch (error) {
		return { message: undefined, ephemeral, flaws: [...flaws, `cannot be decrypted: ${error}`] };
	}
}

interface Sealed {
	readonly salt: Buffer;
	readonly sender: Buffer;
	readonly sealed: Buffer;
	readonly keys: Browser["keys"];
	readonly privateKey: Buffer;
}

function decrypt({ salt, sender, sealed, keys, privateKey }: Sealed): Buffer {
	const own = createECDH("prime256v1");
	own.setPrivateKey(privateKey);
	const secret = own.computeSecret(sender);
	const info = Buffer.concat([Buffer.from("WebPush: info\0"), Buffer.from(keys.p256dh, "base64url"), sender]);
	const input = Buffer.from(hkdfSync("sha256", secret, Buffer.from(keys.auth, "base64url"), info, 32));
	const key = Buffer.from(hkdfSync("sha256", input, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16));
	const nonce = Buffer.from(hkdfSync("sha256", input, salt, Buffer.from("Content-Encoding: nonce\0"), 12));
	const opener = createDecipheriv("aes-128-gcm", key, nonce);
	opener.setAuthTag(sealed.subarray(-16));
	const padded = Buffer.concat([opener.update(sealed.subarray(0, -16)), opener.final()]);
	const end = padded.findLastIndex((byte: number) => byte !== 0);
	if (padded[end] !== 2) throw new Error("the last record must end in 2");
	return padded.subarray(0, end);
}

export interface ReadVapid {
	readonly publicKey: string;
	readonly flaws: readonly string[];
}

const checked = new Map<string, ReadVapid>();

/** Checks `Authorization: vapid t=…, k=…` (RFC 8292) against the origin and a time. */
export function readVapid(header: string, origin: string, now: number): ReadVapid {
	const name = `${header} ${origin} ${Math.floor(now / 60_000)}`;
	const known = checked.get(name);
	if (known) return known;
	if (checked.size > 1000) checked.clear();
	const read = checkVapid(header, origin, now);
	checked.set(name, read);
	return read;
}

function checkVapid(header: string, origin: string, now: number): ReadVapid {
	const [, token = "", publicKey = ""] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(header) ?? [];
	const [head = "", claims = "", signature = ""] = token.split(".");
	if (signature === "") return { publicKey, flaws: ["no vapid token"] };
	const flaws = [...claimFlaws(JSON.parse(Buffer.from(claims, "base64url").toString()), origin, now)];
	const { typ, alg } = JSON.parse(Buffer.from(head, "base64url").toString()) as Record<string, string>;
	if (typ !== "JWT" || alg !== "ES256") flaws.push(`${typ} ${alg}`);
	const key = createPublicKey({ key: jwkOf(publicKey), format: "jwk" });
	const isSigned = verify(
		"sha256",
		Buffer.from(`${head}.${claims}`),
		{ key, dsaEncoding: "ieee-p1363" },
		Buffer.from(signature, "base64url"),
	);
	if (!isSigned) flaws.push("signature");
	return { publicKey, flaws };
}

function claimFlaws({ aud, exp, sub }: Record<string, unknown>, origin: string, now: number): string[] {
	const flaws: string[] = [];
	if (aud !== origin) flaws.push(`aud ${aud}`);
	if (typeof exp !== "number" || exp <= now / 1000 || exp > now / 1000 + 24 * 3600) flaws.push(`exp ${exp} at ${now}`);
	// Apple: no blanks, no angle brackets, no localhost.
	if (typeof sub !== "string" || !/^(mailto:[^\s<>@]+@[^\s<>@]+\.[a-z]+|https:\/\/\S+)$/i.test(sub))
		flaws.push(`sub ${sub}`);
	return flaws;
}

function jwkOf(publicKey: string): JsonWebKey {
	const point = Buffer.from(publicKey, "base64url");
	return {
		kty: "EC",
		crv: "P-256",
		x: point.subarray(1, 33).toString("base64url"),
		y: point.subarray(33, 65).toString("base64url"),
	};
}
