import { readBase64url } from "./base64url.ts";
import { encryptMessage } from "./encrypt.ts";

export interface PushRequestInput {
	readonly p256dh: string;
	readonly auth: string;
	readonly payload: string;
	/** Seconds for which the message is of use. */
	readonly ttl: number;
	/** At most 32 characters of base64url; an undelivered message with the same topic is replaced. */
	readonly topic: string;
	readonly authorization: string;
}

/** Encrypts and describes the request (RFC 8030); sending is somebody else's. Rejects keys that are none. */
export async function makePushRequest({
	p256dh,
	auth,
	payload,
	ttl,
	topic,
	authorization,
}: PushRequestInput): Promise<RequestInit> {
	const [key, secret] = [readBase64url(p256dh), readBase64url(auth)];
	if (!key || !secret) throw new Error("a stored key cannot be read");
	return {
		method: "POST",
		headers: {
			authorization,
			"content-type": "application/octet-stream",
			"content-encoding": "aes128gcm",
			ttl: String(ttl),
			urgency: "high",
			topic,
		},
		body: await encryptMessage(payload, { p256dh: key, auth: secret }),
		redirect: "manual",
	};
}
