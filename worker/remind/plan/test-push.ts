import { NO_DAY_AFTER } from "../../../data/model/day.ts";
import type { LaterReason } from "../../../data/model/subscription-shapes.ts";
import type { Instant } from "../../../data/model/zone.ts";
import { enterDelivery } from "../ledger/deliveries.ts";
import { makeKind } from "../ledger/kind.ts";
import type { Done, Refusal } from "../slice-api.ts";
import type { Subscriber } from "../subscriptions/subscription-table.ts";

/** Between two test pushes of one subscription, in milliseconds. */
const REST = 20_000;
const LIFE = 120_000;

/** Carries out one delivery at once, and answers why it could not be delivered now. */
type RunOne = (delivery: number, now: Instant) => Promise<LaterReason | undefined>;

/** Sends one push now and says how it went. It waits for no wave: in the ledger it is due only when it is of no use any more. */
export async function sendTestPush(
	sql: SqlStorage,
	runOne: RunOne | undefined,
	{ id: subscription, tested }: Subscriber,
	now: Instant,
): Promise<Done | Refusal> {
	const wait = tested + REST - now;
	if (wait > 0 && wait <= REST) return { kind: "too_often", wait: Math.ceil(wait / 1000) };
	sql.exec("UPDATE subscription SET tested = ? WHERE id = ?", now, subscription);
	const [kind, until] = [makeKind({ is: "test", at: now }), now + LIFE];
	enterDelivery(sql, subscription, "", { day: NO_DAY_AFTER, kind, due: until, until });
	const query = "SELECT id, state FROM delivery WHERE subscription = ? AND kind = ?";
	const find = () => sql.exec<{ id: number; state: string }>(query, subscription, kind).toArray()[0];
	const delivery = find();
	const reason = delivery && (await runOne?.(delivery.id, now));
	const outcome = OUTCOMES[find()?.state ?? "gone"] ?? "later";
	sql.exec("DELETE FROM delivery WHERE subscription = ? AND kind = ?", subscription, kind);
	return { kind: "done", outcome, ...(outcome === "later" && reason && { reason }) };
}

const OUTCOMES: Readonly<Record<string, string>> = {
	sent: "delivered",
	gone: "gone",
	refused: "refused",
	expired: "expired",
	due: "later",
};
