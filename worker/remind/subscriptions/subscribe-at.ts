import type { Layout, SliceHome } from "../layout.ts";
import type { Reminders } from "../reminders.ts";
import type { NewSubscription, Refusal, Subscribed } from "../slice-api.ts";
import { sliceOf } from "../slice-of.ts";
import { MOMENT, MOST_MOMENTS } from "./find.ts";

type Given = Omit<NewSubscription, "home" | "isOnlyKnown">;
type Answer = Subscribed | Refusal;

/** Subscribes where an endpoint is at home, or still is; answers with the slice where it is at home. */
export async function subscribeAt(
	reminders: Reminders,
	given: Given,
): Promise<{ readonly slice: number; readonly done: Answer }> {
	for (let moment = 0; ; moment++) {
		const layout = moment === 0 ? await reminders.layouts.now() : await reminders.layouts.fresh();
		const slice = await sliceOf(given.push.endpoint, layout.slices);
		const done =
			(await renewed(reminders, given, layout, slice)) ??
			(await reminders
				.slice(given.town, slice)
				.subscribe({ ...given, home: homeIn(layout, slice), isOnlyKnown: false }));
		const isToWait = done.kind === "moving" || done.kind === "other_slices";
		if (!isToWait || moment >= MOST_MOMENTS) return { slice, done };
		await reminders.wait(MOMENT);
	}
}

/** Whoever is still where the number of slices before had put them is renewed there, and moves on with the others. */
async function renewed(
	{ slice: stubOf, isKept }: Reminders,
	given: Given,
	layout: Layout,
	home: number,
): Promise<Answer | undefined> {
	const { endpoint } = given.push;
	const before = layout.isMoving ? await sliceOf(endpoint, layout.before) : home;
	if (before === home || !(await isKept(given.town, before))) return undefined;
	const stub = stubOf(given.town, before);
	const done = await stub.subscribe({ ...given, home: homeIn(layout, before), isOnlyKnown: true });
	if (done.kind !== "elsewhere") return done;
	return (await stub.isLeaving({ endpoint })) ? { kind: "moving" } : undefined;
}

function homeIn({ slices, epoch }: Layout, slice: number): SliceHome {
	return { slice, slices, epoch };
}
