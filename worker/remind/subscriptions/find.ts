import { slicesIn } from "../layout.ts";
import type { Reminders } from "../reminders.ts";
import type { SliceStub } from "../slice-api.ts";
import type { SubscriptionId } from "./subscription-id.ts";

/** Between two looks at somebody who is on the way from one slice to another, in milliseconds. */
export const MOMENT = 100;
/** Nobody waits longer than so many of them. */
export const MOST_MOMENTS = 100;

/** What one slice answers about somebody; `undefined`: nobody of that name with that token is there. */
type Ask<T> = (stub: SliceStub) => Promise<T | undefined>;

/**
 * Asks the slice that an id names; and where it knows nothing of it, the others: since the number of slices was
 * changed they may be there. `undefined`: in none. "moving": on the way for longer than anybody waits.
 */
export async function askAbout<T>(
	reminders: Reminders,
	named: SubscriptionId,
	ask: Ask<T>,
): Promise<T | "moving" | undefined> {
	for (let moment = 0; moment < MOST_MOMENTS; moment++) {
		const { isMoving } = await reminders.layouts.now();
		const told = await askAll(reminders, named, ask);
		if (told.answer !== undefined) return told.answer;
		if (told.failure !== undefined) throw told.failure;
		// Whoever moved behind the question has arrived by the second one.
		if (!told.isLeaving && (!isMoving || moment > 0)) return undefined;
		if (told.isLeaving) await reminders.wait(MOMENT);
	}
	return "moving";
}

interface Found<T> {
	readonly answer?: T;
	readonly isLeaving?: boolean;
	/** Of a slice that is out of order; it keeps nobody else from being found. */
	readonly failure?: unknown;
}

async function askAll<T>(reminders: Reminders, named: SubscriptionId, ask: Ask<T>): Promise<Found<T>> {
	const { last } = reminders.layouts;
	const others = slicesIn(last).filter((slice) => slice !== named.slice);
	let failure: unknown;
	for (const slice of [named.slice, ...others]) {
		try {
			const told = await askOne(reminders, { ...named, slice }, ask);
			if (told.answer !== undefined || told.isLeaving) return told;
		} catch (error) {
			failure ??= error;
		}
	}
	return { failure };
}

async function askOne<T>(
	{ slice: stubOf, isKept, layouts }: Reminders,
	{ town, slice, name }: SubscriptionId,
	ask: Ask<T>,
): Promise<Found<T>> {
	if (!(await isKept(town, slice))) return {};
	const stub = stubOf(town, slice);
	const answer = await ask(stub).catch((error: unknown) => {
		if (!/\bclosed\b/u.test(String(error))) throw error;
		return ask(stubOf(town, slice));
	});
	if (answer !== undefined || !layouts.last.isMoving) return { ...(answer !== undefined && { answer }) };
	return { isLeaving: await stub.isLeaving({ name }) };
}
