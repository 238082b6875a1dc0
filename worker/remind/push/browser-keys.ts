import { readBase64url } from "./base64url.ts";

/** True when the browser's keys are what they should be: a point on the curve, and 16 bytes of secret. */
export async function areLawfulKeys(p256dh: string, auth: string): Promise<boolean> {
	const [point, secret] = [readBase64url(p256dh), readBase64url(auth)];
	if (point?.length !== 65 || secret?.length !== 16) return false;
	try {
		await crypto.subtle.importKey("raw", point, { name: "ECDH", namedCurve: "P-256" }, false, []);
		return true;
	} catch {
		return false;
	}
}
