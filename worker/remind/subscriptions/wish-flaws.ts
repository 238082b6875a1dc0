import type { Dataset } from "../../../data/model/dataset.ts";
import type { FieldFlaw } from "../../../data/model/parsed.ts";
import { flawOfRemindTime, type Wish } from "../../../data/model/reminder.ts";
import type { TownRules } from "../ledger/town-rules.ts";
import { nameOf, placeNow } from "./wishes.ts";

/** What the town has no place, service or time for; field names as in the request. */
export function flawsOf(dataset: Dataset, wishes: readonly Wish[]): FieldFlaw[] {
	return wishes.flatMap((wish, at) => [
		...(placeNow(dataset, wish.place) ? [] : [{ field: `places.${at}.place`, code: "unknown_place" }]),
		...twiceFlaws(dataset, wishes, at),
		...serviceFlaws(dataset, wish, at),
		...timeFlawsOf(dataset.town, wish, at),
	]);
}

/** As much of it as can be told while the town's dates are away. */
export function timeFlaws(rules: TownRules, wishes: readonly Wish[]): FieldFlaw[] {
	return wishes.flatMap((wish, at) => [...twiceFlaws(undefined, wishes, at), ...timeFlawsOf(rules, wish, at)]);
}

/** Whether nothing is asked for but places and services that were granted before. */
export function areWithin(before: readonly Wish[], wishes: readonly Wish[]): boolean {
	return wishes.every((wish) => before.some((each) => each.place === wish.place && isWithin(each, wish)));
}

/** Without a list it is all of them, now and later. */
function isWithin({ services: granted }: Wish, { services: asked }: Wish): boolean {
	return !granted || (asked?.every((service) => granted.includes(service)) ?? false);
}

function twiceFlaws(dataset: Dataset | undefined, wishes: readonly Wish[], at: number): FieldFlaw[] {
	const names = wishes.slice(0, at + 1).map((wish) => nameOf(wish, dataset));
	if (names.indexOf(names[at] ?? "") === at) return [];
	return [{ field: `places.${at}.${wishes[at]?.id === undefined ? "place" : "id"}`, code: "place_twice" }];
}

function serviceFlaws({ services, retired }: Dataset, wish: Wish, at: number): FieldFlaw[] {
	const known = new Set<string>([...services, ...retired.services].map(({ id }) => id));
	return (wish.services ?? []).flatMap((id, nth) =>
		known.has(id) ? [] : [{ field: `places.${at}.services.${nth}`, code: "unknown_service" }],
	);
}

function timeFlawsOf({ putOut }: TownRules, wish: Wish, at: number): FieldFlaw[] {
	return wish.remind.flatMap((time, nth) => {
		const code = flawOfRemindTime(time, putOut);
		return code ? [{ field: `places.${at}.remind.${nth}.time`, code }] : [];
	});
}
