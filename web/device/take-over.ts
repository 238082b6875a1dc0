import type { DeviceStore } from "./device-store.ts";
import type { Subscription } from "./reminder-state.ts";

/** What was kept when there could be one town only is kept as of today. The page does it: the service worker has no room. */
export async function takeOver(store: DeviceStore): Promise<void> {
	const [wanted, subscription, told] = [
		await store.get("wanted"),
		await store.get("subscription"),
		await store.get("told"),
	];
	if (!wanted && !subscription) return;
	const towns = [wanted?.town, subscription && townOfSubscription(subscription)].filter((town) => town !== undefined);
	await store.set("reminded", [...new Set(towns)]);
	if (wanted) await store.set(`wanted ${wanted.town}`, wanted);
	if (subscription) await store.set(`subscription ${townOfSubscription(subscription)}`, subscription);
	if (told && wanted) await store.set(`told ${wanted.town}`, told);
	for (const key of ["wanted", "subscription", "told"] as const) await store.set(key, undefined);
}

/** `{town}.{slice}.{name}` */
function townOfSubscription({ id }: Pick<Subscription, "id">): string {
	return id.split(".")[0] ?? "";
}
