import type { Dataset } from "../../../data/model/dataset.ts";
import type { Wish } from "../../../data/model/reminder.ts";
import type { Instant } from "../../../data/model/zone.ts";
import { readMeta, writeMeta } from "../ledger/schema.ts";
import type { NewSubscription, Refusal } from "../slice-api.ts";
import type { World } from "../world.ts";
import { writeHandover } from "./handover.ts";
import { countSubscribers, insertSubscriber, renewSubscriber, subscriberAt } from "./subscription-table.ts";
import { isSameHash } from "./token.ts";
import { readWishes, writeWishes } from "./wishes.ts";

/** A slice with more is too slow for its evening; what a flood of invented ones can do ends here. */
const MOST_SUBSCRIBERS = 250_000;

/** With another number of slices an endpoint could have two homes, and two reminders. */
export function isCounted({ sql, tell }: World, slices: number): boolean {
	const known = readMeta(sql, "slices");
	if (known === undefined) writeMeta(sql, "slices", String(slices));
	else if (known !== String(slices)) tell({ event: "other_slices", stored: known, asked: slices });
	return known === undefined || known === String(slices);
}

/** What the table holds then. */
interface Stored {
	readonly name: string;
	readonly places: readonly Wish[];
}

/** One row per endpoint. `token` is the hash that is kept. */
export function store(
	world: World,
	given: NewSubscription,
	token: string,
	{ dataset, now }: { readonly dataset: Dataset; readonly now: Instant },
): Stored | Refusal {
	const { endpoint, keys } = given.push;
	const { sql } = world;
	const known = subscriberAt(world, endpoint);
	if (known && !(isSameHash(known.p256dh, keys.p256dh) && isSameHash(known.auth, keys.auth))) return { kind: "taken" };
	if (!known && countSubscribers(sql) >= MOST_SUBSCRIBERS) return { kind: "full" };
	writeMeta(sql, "town", given.town);
	const row = { ...given, ...keys, endpoint, token };
	const id = known?.id ?? insertSubscriber(world, { ...row, kid: given.kid ?? given.currentKid }, now);
	if (known) renewSubscriber(world, id, row, now);
	const { handover } = given;
	// What it wanted until now comes first: a time that changes on the way is then known as the one that it was.
	if (handover && !known) {
		writeWishes(world, id, handover.wishes, dataset, now);
		writeHandover(world, id, handover, given.host);
	}
	writeWishes(world, id, given.places, dataset, now);
	if (handover && known) writeHandover(world, id, handover, given.host);
	return { name: known?.name ?? given.name, places: readWishes(world, id) };
}
