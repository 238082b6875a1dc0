import type { Dataset } from "../../../data/model/dataset.ts";
import { plusDays } from "../../../data/model/day.ts";
import { type Instant, instantAt, wallClock } from "../../../data/model/zone.ts";
import { enterDeliveries } from "../ledger/deliveries.ts";
import { makeKind } from "../ledger/kind.ts";
import type { World } from "../world.ts";

import { DAYTIME_TO, nextDaytime } from "./daytime.ts";

/** Days before the end of the schedule on which its subscribers are told. */
const END_TOLD_BEFORE = 6;

/** Told once for each end: with the next import the coverage ends elsewhere. */
export function tellOfEnd({ sql }: World, { town, coverage }: Dataset, now: Instant): void {
	const { day: today } = wallClock(town.zone, now);
	if (today < plusDays(coverage.to, -END_TOLD_BEFORE) || today > plusDays(coverage.to, 1)) return;
	const due = nextDaytime(town.zone, now);
	const until = instantAt(town.zone, plusDays(coverage.to, 2), DAYTIME_TO);
	const delivery = { day: coverage.to, kind: makeKind({ is: "end" }), due, until };
	enterDeliveries(sql, delivery, "SELECT id AS subscription, '' AS place FROM subscription");
}
