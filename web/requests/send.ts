import type { DeviceStore } from "../device/device-store.ts";
import type { OwnRequest } from "../device/own-request.ts";
import { forgetRequest, keepRequest, ownRequests } from "./own-requests.ts";
import { jpegOf } from "./photo.ts";
import { cancelAt, fileAt, putPhotoAt } from "./town-hall.ts";

/**
 * What waits is sent at the next connection, once: the same secret is the same request, so it may be sent again
 * where the answer was lost. One at a time, for several windows do the same.
 */
export async function sendWaiting(store: DeviceStore): Promise<void> {
	const sendAll = async () => {
		for (const request of await ownRequests(store)) await send(store, request);
	};
	await (navigator.locks?.request("tonnentag-requests", sendAll) ?? sendAll());
}

async function send(store: DeviceStore, request: OwnRequest): Promise<void> {
	if (request.stage === "waiting") await file(store, request);
	else if (request.stage === "leaving") await leave(store, request);
	else if (request.stage === "filed" && request.photos.length > 0) await sendPhotos(store, request);
}

async function file(store: DeviceStore, request: OwnRequest): Promise<void> {
	const answer = await fileAt(request);
	if (answer.kind === "refused") await keepRequest(store, { ...request, stage: "refused", why: answer.why });
	if (answer.kind !== "ok") return;
	const filed = { ...request, stage: "filed", told: answer.value } as const;
	await keepRequest(store, filed);
	await sendPhotos(store, filed);
}

/** It may have arrived though nobody heard the answer: only the server knows, and what it does not know never came. */
async function leave(store: DeviceStore, request: OwnRequest): Promise<void> {
	const answer = await cancelAt(request);
	if (answer.kind === "unknown") await forgetRequest(store, request);
	if (answer.kind === "ok") await keepRequest(store, { ...request, stage: "filed", photos: [], told: answer.value });
	if (answer.kind === "refused") await keepRequest(store, { ...request, stage: "waiting" });
}

/** From the last one: what is left keeps its number. */
async function sendPhotos(store: DeviceStore, request: OwnRequest): Promise<void> {
	let left = request;
	while (left.photos.length > 0) {
		const answer = await putPhotoAt(left, left.photos.length, jpegOf(left.photos.at(-1) ?? ""));
		if (answer.kind === "unreachable") return;
		left = { ...left, photos: left.photos.slice(0, -1), ...(answer.kind === "ok" && { told: answer.value }) };
		await keepRequest(store, left);
	}
}
