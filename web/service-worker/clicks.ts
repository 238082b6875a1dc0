import { textsOf } from "../../data/model/fields.ts";
import { clearBadge } from "../device/badge.ts";
import { deviceStore } from "../device/device-store.ts";
import { type Errand, without } from "../device/reminder-state.ts";
import { takeTooLate } from "../device/server.ts";
import { tellButtons } from "../device/sync.ts";
import { ownAddress } from "./own-address.ts";
import { ownWords } from "./push.ts";

declare const self: ServiceWorkerGlobalScope;

/** A button does what it says; the notification itself opens what it is about. */
export async function answerClick({ notification, action }: NotificationEvent): Promise<void> {
	const { address = "/", town, place, day } = textsOf(notification.data);
	notification.close();
	if ((action !== "done" && action !== "later") || place === undefined || day === undefined) return open(address);
	const isGranted = await carryOut({ action, town, place, day });
	if (!isGranted) await sayTooLate(notification);
}

/** Kept first: without a network the server hears of it at the next start. False: it was too late for it. */
async function carryOut(errand: Errand): Promise<boolean> {
	await deviceStore.update("errands", (old) => [...without(old, errand), errand]);
	if (errand.action === "done") {
		const { place, day } = errand;
		await deviceStore.update("out", (old) => [...without(old, errand), { place, day }]);
		await clearBadge();
	}
	for (const each of await windows()) each.postMessage({ kind: "button" });
	await tellButtons({ store: deviceStore, fetch: self.fetch.bind(self) });
	return !(await takeTooLate(deviceStore, errand));
}

async function sayTooLate({ title, body, data }: Notification): Promise<void> {
	const { tooLate, lang, dir } = await ownWords();
	await self.registration.showNotification(title, { body: [tooLate, body].filter(Boolean).join(" "), lang, dir, data });
}

/** A page that is open comes to the front and shows it; else one is opened. */
async function open(address: string): Promise<void> {
	const own = ownAddress(address, self.location.origin);
	const [first] = await windows();
	if (!first) {
		await self.clients.openWindow(own);
		return;
	}
	first.postMessage({ kind: "show", address: own });
	await first.focus();
}

function windows() {
	return self.clients.matchAll({ type: "window", includeUncontrolled: true });
}
