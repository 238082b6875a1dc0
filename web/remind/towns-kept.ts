import type { DeviceStore } from "./device-store.ts";
import type { Subscription, Wanted } from "./reminder-state.ts";

/** What the device keeps town by town. A subscription belongs to one town; a household has parents in another. */

export async function remindedTowns(store: DeviceStore): Promise<readonly string[]> {
	await takeOver(store);
	return (await store.get("reminded")) ?? [];
}

export async function wantedIn(store: DeviceStore): Promise<Wanted[]> {
	const towns = await remindedTowns(store);
	const wants = await Promise.all(towns.map((town) => store.get(`wanted ${town}`)));
	return wants.filter((wanted) => wanted !== undefined);
}

/** Replaces what is wanted in all towns together. */
export async function keepWanted(store: DeviceStore, wants: readonly Wanted[]): Promise<void> {
	const before = await remindedTowns(store);
	const towns = [...new Set([...before, ...wants.map(({ town }) => town)])];
	await store.set("reminded", towns);
	for (const town of towns)
		await store.set(
			`wanted ${town}`,
			wants.find((wanted) => wanted.town === town),
		);
}

/** Towns of which nothing is wanted or known any more are forgotten. */
export async function forgetEmpty(store: DeviceStore): Promise<void> {
	const left: string[] = [];
	for (const town of (await store.get("reminded")) ?? [])
		if ((await store.get(`wanted ${town}`)) ?? (await store.get(`subscription ${town}`))) left.push(town);
		else await store.set(`told ${town}`, undefined);
	await store.set("reminded", left.length > 0 ? left : undefined);
}

/** `{town}.{slice}.{name}` */
export function townOfSubscription({ id }: Pick<Subscription, "id">): string {
	return id.split(".")[0] ?? "";
}

/** What was kept when there could be one town only. */
async function takeOver(store: DeviceStore): Promise<void> {
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
