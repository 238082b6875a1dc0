import type { Dataset } from "../../../data/model/dataset.ts";
import type { Wish } from "../../../data/model/reminder.ts";
import type { PushTarget } from "../../../data/model/subscription.ts";
import type { Instant } from "../../../data/model/zone.ts";
import { isSameHash } from "../../http/sha256.ts";
import { adopt } from "../ledger/home.ts";
import { forget } from "../ledger/outcomes.ts";
import { writeMeta } from "../ledger/schema.ts";
import { keepRules } from "../ledger/town-rules.ts";
import type { NewSubscription, Refusal } from "../slice-api.ts";
import type { World } from "../world.ts";
import { writeHandover } from "./handover.ts";
import {
	countSubscribers,
	insertSubscriber,
	renewSubscriber,
	type Subscriber,
	subscriberAt,
} from "./subscription-table.ts";
import { readWishes, writeWishes } from "./wishes.ts";

/** A slice with more is too slow for its evening; what a flood of invented ones can do ends here. */
export const MOST_SUBSCRIBERS = 250_000;

/** What the table holds then. */
interface Stored {
	readonly id: number;
	readonly name: string;
	readonly places: readonly Wish[];
}

interface Circumstances {
	readonly dataset: Dataset;
	readonly now: Instant;
	/** The endpoint's browser has these keys: whoever registered it with others was somebody else. */
	readonly isProven: boolean;
}

/** One row per endpoint. `token` is the hash that is kept. */
export function store(
	world: World,
	given: NewSubscription,
	token: string,
	{ dataset, now, isProven }: Circumstances,
): Stored | Refusal {
	const { endpoint, keys } = given.push;
	const { sql } = world;
	if (!adopt(sql, given.home)) return { kind: "other_slices" };
	if (given.isOnlyKnown && !subscriberAt(world, endpoint)) return { kind: "elsewhere" };
	const known = rowOf(world, given.push, isProven);
	if (known === "taken") return { kind: "taken" };
	if (!known && countSubscribers(sql) >= MOST_SUBSCRIBERS) return { kind: "full" };
	writeMeta(sql, "town", given.town);
	keepRules(sql, dataset.town);
	const row = { ...given, ...keys, endpoint, token };
	const id = known?.id ?? insertSubscriber(world, { ...row, kid: given.kid ?? given.currentKid }, now);
	if (known) renewSubscriber(world, id, row, now);
	const { handover } = given;
	const moment = { dataset, zone: dataset.town.zone, now };
	// What it wanted until now comes first: a time that changes on the way is then known as the one that it was.
	if (handover && !known) {
		writeWishes(world, id, handover.wishes, moment);
		writeHandover(world, id, handover, given.host);
	}
	writeWishes(world, id, given.places, moment);
	if (handover && known) writeHandover(world, id, handover, given.host);
	return { id, name: known?.name ?? given.name, places: readWishes(world, id) };
}

/** The row that is renewed. One that somebody else registered with other keys goes once the browser is known by its own. */
function rowOf(world: World, { endpoint, keys }: PushTarget, isProven: boolean): Subscriber | "taken" | undefined {
	const known = subscriberAt(world, endpoint);
	if (!known || (isSameHash(known.p256dh, keys.p256dh) && isSameHash(known.auth, keys.auth))) return known;
	if (!isProven) return "taken";
	forget(world.sql, known.id);
	return undefined;
}
