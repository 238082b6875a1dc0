import { makeCode } from "../../data/model/request-code.ts";
import type { DeviceStore } from "../device/device-store.ts";
import type { OwnRequest, RequestDraft } from "../device/own-request.ts";

/** What the device keeps of its requests. */

export async function ownRequests(store: DeviceStore): Promise<readonly OwnRequest[]> {
	return (await store.get("requests")) ?? [];
}

/** In the place of the one with the same secret, else before all others. */
export function keepRequest(store: DeviceStore, request: OwnRequest): Promise<void> {
	return store.update("requests", (known = []) => {
		const isKnown = known.some(({ secret }) => secret === request.secret);
		return isKnown ? known.map((each) => (each.secret === request.secret ? request : each)) : [request, ...known];
	});
}

export function forgetRequest(store: DeviceStore, { secret }: Pick<OwnRequest, "secret">): Promise<void> {
	return store.update("requests", (known = []) => {
		const left = known.filter((each) => each.secret !== secret);
		return left.length > 0 ? left : undefined;
	});
}

export function readDraft(store: DeviceStore, town: string, offer: string): Promise<RequestDraft | undefined> {
	return store.get(`draft ${town} ${offer}`);
}

export function keepDraft(store: DeviceStore, town: string, offer: string, draft: RequestDraft | undefined) {
	return store.set(`draft ${town} ${offer}`, draft);
}

/** 128 bits of luck, and the code that comes of them: the link is there before anything was sent. */
export async function newKey(): Promise<Pick<OwnRequest, "secret" | "code">> {
	const secret = base64url(crypto.getRandomValues(new Uint8Array(16)));
	const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret));
	return { secret, code: makeCode(new Uint8Array(hash)) };
}

function base64url(bytes: Uint8Array): string {
	return btoa(String.fromCharCode(...bytes))
		.replaceAll("+", "-")
		.replaceAll("/", "_")
		.replaceAll("=", "");
}

/** Within the page. */
export function hashOf({ code, secret }: Pick<OwnRequest, "code" | "secret">): string {
	return `#anliegen/${code}.${secret}`;
}

/** To be kept, or to be opened on another device. */
export function linkOf(request: Pick<OwnRequest, "town" | "code" | "secret">): string {
	return `${location.origin}/${request.town}${hashOf(request)}`;
}
