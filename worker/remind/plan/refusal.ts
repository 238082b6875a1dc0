import type { Dataset } from "../../../data/model/dataset.ts";
import type { Wish } from "../../../data/model/reminder.ts";
import type { Refusal } from "../slice-api.ts";
import { areWithin, flawsOf, timeFlaws } from "../subscriptions/wish-flaws.ts";
import { readWishes } from "../subscriptions/wishes.ts";
import type { World } from "../world.ts";
import type { KnownSubscriber } from "./buttons.ts";

/** Why a change cannot be granted. While the dates are away, whatever asks for less is; more cannot be judged. */
export function refusalOf(
	world: World,
	places: readonly Wish[],
	{ subscriber, rules }: KnownSubscriber,
	dataset: Dataset | undefined,
): Refusal | undefined {
	const flaws = dataset ? flawsOf(dataset, places) : timeFlaws(rules, places);
	if (flaws.length > 0) return { kind: "flawed", flaws };
	if (dataset || areWithin(readWishes(world, subscriber.id), places)) return undefined;
	return { kind: "unready" };
}
