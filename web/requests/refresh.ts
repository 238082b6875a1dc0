import { OPEN_STATES } from "../../data/model/request.ts";
import type { DeviceStore } from "../device/device-store.ts";
import type { OwnRequest } from "../device/own-request.ts";
import { ownRequests } from "./own-requests.ts";
import { readAt } from "./town-hall.ts";

/** In milliseconds: a town hall is not asked again before. */
const OFTEN = 60_000;
let asked = Number.NEGATIVE_INFINITY;

/** Asks how those stand that may still change. True where one of them does. */
export async function refreshBooked(store: DeviceStore): Promise<boolean> {
	const open = (await ownRequests(store)).filter(mayChange);
	const now = new Event("").timeStamp;
	if (open.length === 0 || now - asked < OFTEN) return false;
	asked = now;
	const changed = await Promise.all(open.map((request) => refresh(store, request)));
	return changed.some(Boolean);
}

function mayChange({ stage, told }: OwnRequest): boolean {
	return stage === "filed" && told !== undefined && OPEN_STATES.includes(told.state);
}

async function refresh(store: DeviceStore, request: OwnRequest): Promise<boolean> {
	const answer = await readAt(request);
	if (answer.kind !== "ok" || JSON.stringify(answer.value) === JSON.stringify(request.told)) return false;
	// Only what was said: the household may have done something with it meanwhile.
	await store.update("requests", (known) =>
		known?.map((each) => (each.secret === request.secret && mayChange(each) ? { ...each, told: answer.value } : each)),
	);
	return true;
}
