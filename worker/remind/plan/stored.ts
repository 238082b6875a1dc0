import type { Dataset } from "../../../data/model/dataset.ts";
import type { Instant } from "../../../data/model/zone.ts";
import type { StoredSubscription } from "../slice-api.ts";
import type { Subscriber } from "../subscriptions/subscription-table.ts";
import { readWishes } from "../subscriptions/wishes.ts";
import type { World } from "../world.ts";
import { nextOf } from "./ahead.ts";
import { readGap } from "./gap.ts";

/** What is told to the owner of a subscription. */
export function storedOf(
	world: World,
	subscriber: Subscriber,
	dataset: Dataset | undefined,
	now: Instant,
): StoredSubscription {
	const places = readWishes(world, subscriber.id);
	const { lang, kid, delivered, outcome } = subscriber;
	const next = dataset ? nextOf(world, subscriber.id, dataset, now) : [];
	const [lastDelivered, lastOutcome] = [delivered ?? undefined, outcome ?? undefined];
	const restored = readGap(world.sql)?.to;
	const bundle = subscriber.bundle === 1;
	return { kind: "stored", lang, kid, places, bundle, lastDelivered, lastOutcome, restored, next };
}
