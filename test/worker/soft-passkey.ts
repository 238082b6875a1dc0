import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";

/** An authenticator of software: what a browser answers to a desk, octet for octet, and wherever it is told, wrong. */

interface Options {
	readonly challenge: string;
	readonly rp?: { readonly id?: string };
	readonly rpId?: string;
	readonly user?: { readonly id: string };
}

/** What a thief or a broken browser would do otherwise. */
export interface Twist {
	readonly origin?: string;
	readonly rpId?: string;
	/** Nobody was asked for finger, face or PIN. */
	readonly isUnverified?: boolean;
	readonly counter?: number;
	readonly type?: string;
}

const [PRESENT, VERIFIED, WITH_KEY] = [0x01, 0x04, 0x40];

export class SoftPasskey {
	readonly id = randomBytes(16).toString("base64url");
	readonly #origin: string;
	readonly #key: KeyObject;
	readonly #publicKey: Buffer;
	#counter = 0;

	constructor(origin: string) {
		this.#origin = origin;
		const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
		this.#key = privateKey;
		const { x = "", y = "" } = publicKey.export({ format: "jwk" });
		this.#publicKey = encode([
			[1, 2],
			[3, -7],
			[-1, 1],
			[-2, Buffer.from(x, "base64url")],
			[-3, Buffer.from(y, "base64url")],
		]);
	}

	/** `navigator.credentials.create` */
	create(options: Options, twist: Twist = {}) {
		const id = Buffer.from(this.id, "base64url");
		const length = Buffer.from([0, id.length]);
		const key = Buffer.concat([Buffer.alloc(16), length, id, this.#publicKey]);
		const authData = this.#authData(options.rp?.id ?? "", WITH_KEY, key, twist);
		const attestationObject = encode([
			["fmt", "none"],
			["attStmt", new Map()],
			["authData", authData],
		]).toString("base64url");
		const clientDataJSON = this.#clientData("webauthn.create", options, twist).toString("base64url");
		return this.#answer({ clientDataJSON, attestationObject, transports: ["internal"] });
	}

	/** `navigator.credentials.get` */
	get(options: Options, twist: Twist = {}) {
		const authData = this.#authData(options.rpId ?? "", 0, Buffer.alloc(0), twist);
		const clientData = this.#clientData("webauthn.get", options, twist);
		const hash = createHash("sha256").update(clientData).digest();
		const signature = sign("sha256", Buffer.concat([authData, hash]), this.#key);
		return this.#answer({
			clientDataJSON: clientData.toString("base64url"),
			authenticatorData: authData.toString("base64url"),
			signature: signature.toString("base64url"),
		});
	}

	#answer(response: { clientDataJSON: string } & Readonly<Record<string, unknown>>) {
		return { id: this.id, rawId: this.id, type: "public-key", response, clientExtensionResults: {} };
	}

	#authData(rpId: string, flag: number, rest: Buffer, twist: Twist): Buffer {
		const hash = createHash("sha256")
			.update(twist.rpId ?? rpId)
			.digest();
		const flags = flag | PRESENT | (twist.isUnverified ? 0 : VERIFIED);
		const counter = Buffer.alloc(4);
		counter.writeUInt32BE(twist.counter ?? ++this.#counter);
		return Buffer.concat([hash, Buffer.from([flags]), counter, rest]);
	}

	#clientData(type: string, { challenge }: Options, twist: Twist): Buffer {
		const origin = twist.origin ?? this.#origin;
		return Buffer.from(JSON.stringify({ type: twist.type ?? type, challenge, origin, crossOrigin: false }));
	}
}

function encode(entries: readonly (readonly [string | number, unknown])[]): Buffer {
	return Buffer.from(isoCBOR.encode(new Map(entries) as Parameters<typeof isoCBOR.encode>[0]));
}
