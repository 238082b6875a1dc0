import type { DeviceStore } from "./device-store.ts";
import type { Wanted } from "./reminder-state.ts";

/** What the device keeps town by town. A subscription belongs to one town; a household has parents in another. */

export async function remindedTowns(store: DeviceStore): Promise<readonly string[]> {
	return (await store.get("reminded")) ?? [];
}

export async function wantedIn(store: DeviceStore): Promise<Wanted[]> {
	const wants: Wanted[] = [];
	for (const town of await remindedTowns(store)) {
		const wanted = await store.get(`wanted ${town}`);
		if (wanted) wants.push(wanted);
	}
	return wants;
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
	for (const town of await remindedTowns(store)) {
		if ((await store.get(`wanted ${town}`)) ?? (await store.get(`subscription ${town}`))) continue;
		await store.set(`told ${town}`, undefined);
		await store.update("reminded", (towns) => towns?.filter((each) => each !== town));
	}
}
