import { deviceStore } from "../../remind/device-store.ts";
import { type Errand, without } from "../../remind/reminder-state.ts";
import { runErrands } from "../../remind/server.ts";
import type { Carried } from "./push.ts";
import { tooLate } from "./push-words.ts";

declare const self: ServiceWorkerGlobalScope;

/** A button does what it says; the notification itself opens what it is about. */
export async function answerClick({ notification, action }: NotificationEvent): Promise<void> {
	const carried = (notification.data ?? { address: "/", lang: "de" }) as Carried;
	const { title, body } = notification;
	notification.close();
	if ((action === "done" || action === "later") && carried.place !== undefined && carried.day !== undefined) {
		const outcome = await carryOut({ action, place: carried.place, day: carried.day });
		if (outcome === "too-late")
			await self.registration.showNotification(title, {
				body: [body, tooLate(carried.lang)].join(" · "),
				data: carried,
			});
		return;
	}
	await open(carried.address);
}

/** Kept first: without a network the server hears of it at the next start. */
async function carryOut(errand: Errand): Promise<"done" | "too-late"> {
	await deviceStore.update("errands", (old) => [...without(old, errand), errand]);
	if (errand.action === "done") {
		await deviceStore.update("out", (old) => [...without(old, errand), errand]);
		await (navigator as { clearAppBadge?: () => Promise<void> }).clearAppBadge?.().catch(() => undefined);
	}
	return runErrands({ store: deviceStore, fetch: self.fetch.bind(self) });
}

/** A page that is open comes to the front and shows it; else one is opened. */
async function open(address: string): Promise<void> {
	const target = new URL(address, self.location.origin);
	const own = target.origin === self.location.origin ? target.href : self.location.origin;
	const [first] = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
	if (!first) {
		await self.clients.openWindow(own);
		return;
	}
	first.postMessage({ kind: "show", address: own });
	await first.focus();
}
