import { comingReminders } from "../../../data/model/coming.ts";
import { type Dataset, findPlace } from "../../../data/model/dataset.ts";
import type { Day } from "../../../data/model/day.ts";
import { dueOn, mayBeSent, type NextReminder, nextChance } from "../../../data/model/reminder.ts";
import { type Instant, wallClock } from "../../../data/model/zone.ts";
import { type Kind, makeKind, parseKind } from "../ledger/kind.ts";
import { type Address, addressesOf } from "../subscriptions/wishes.ts";
import type { World } from "../world.ts";

const NEXT_SHOWN = 5;

/** What will come next: of all addresses together, and of each at least the first, the earliest first. */
export function nextOf({ sql }: Pick<World, "sql">, id: number, dataset: Dataset, now: Instant): NextReminder[] {
	const { day: today } = wallClock(dataset.town.zone, now);
	const ledger = readLedger(sql, id, today);
	const addresses = addressesOf(sql, id);
	const ahead = addresses.map((address) => aheadOf(address, addresses, ledger, dataset, now));
	const inOrder = ahead.flat().sort((one, other) => one.at - other.at);
	const firsts = new Set(ahead.map(([first]) => first));
	return inOrder.filter((each, at) => at < NEXT_SHOWN || firsts.has(each));
}

function aheadOf(
	address: Address,
	all: readonly Address[],
	{ rows, out }: LedgerPart,
	dataset: Dataset,
	now: Instant,
): NextReminder[] {
	const found = findPlace(dataset, address.place);
	if (!found) return [];
	const here = all.filter(({ place }) => place === address.place);
	const isTold = (each: Address, day: Day) =>
		!out.has(`${each.name} ${day}`) && dueOn(dataset, found.place, each, day).length > 0;
	const own = rows.filter(({ place }) => place === address.place);
	const entered = new Set(own.map(({ day, kind }) => `${day} ${kind}`));
	const planned = comingReminders(dataset, found.place, address, now, NEXT_SHOWN, {
		isOut: (day) => out.has(`${address.name} ${day}`),
		isEntered: (day, slot) => entered.has(`${day} ${makeKind({ is: "slot", ...slot })}`),
		others: (day) => here.filter((each) => each !== address && isTold(each, day)).map(({ remind }) => remind),
	});
	const { id, place } = address;
	const waiting = own.flatMap((row): NextReminder[] => {
		const at = isTold(address, row.day) ? momentOf(row, address, here, dataset, now) : undefined;
		const services = dueOn(dataset, found.place, address, row.day).map(({ service }) => service.id);
		return at === undefined ? [] : [{ at, ...(id !== undefined && { id }), place, day: row.day, services }];
	});
	return [...planned, ...waiting].sort((one, other) => one.at - other.at).slice(0, NEXT_SHOWN);
}

interface Row extends Record<string, SqlStorageValue> {
	readonly place: string;
	readonly day: Day;
	readonly kind: string;
	readonly state: string;
	readonly due: Instant;
	readonly until: Instant;
}

/** What the ledger holds of days that are not over. */
interface LedgerPart {
	readonly rows: readonly Row[];
	/** By address and day. */
	readonly out: ReadonlySet<string>;
}

function readLedger(sql: SqlStorage, id: number, today: Day): LedgerPart {
	const query = "SELECT place, day, kind, state, due, until FROM delivery WHERE subscription = ? AND day >= ?";
	const rows = sql.exec<Row>(query, id, today).toArray();
	const done = sql
		.exec<{ address: string; day: Day }>("SELECT address, day FROM done WHERE subscription = ? AND day >= ?", id, today)
		.toArray();
	return { rows, out: new Set(done.map(({ address, day }) => `${address} ${day}`)) };
}

/** When a delivery that waits is sent to an address; `undefined`: never. `here`: all addresses of its place. */
function momentOf(
	{ kind: text, state, day, due, until }: Row,
	address: Address,
	here: readonly Address[],
	{ town: { zone, putOut } }: Dataset,
	now: Instant,
): Instant | undefined {
	const kind = parseKind(text);
	const at = Math.max(due, now);
	if (state !== "due" || at >= until || !kind) return undefined;
	if (kind.is === "later") return at;
	if (kind.is !== "slot" || !hasTime(address, kind)) return undefined;
	const isSameDay = wallClock(zone, at).day >= day;
	const isNow = mayBeSent(zone, putOut, day, kind, at) === "now" && (kind.when === "morning" || !isSameDay);
	if (isNow) return at;
	// Held up until the evening was over: who has a morning time is told then.
	const isEveningOnly = here.some((each) => hasTime(each, kind) && each.remind.every(({ when }) => when === "eve"));
	return isEveningOnly ? nextChance(zone, day, kind, at) : undefined;
}

function hasTime({ remind }: Address, { when, time }: Extract<Kind, { is: "slot" }>): boolean {
	return remind.some((each) => each.when === when && each.time === time);
}
