import type { Dataset } from "../../data/model/dataset.ts";
import { plusDays } from "../../data/model/day.ts";
import { OPEN_STATES } from "../../data/model/request.ts";
import type { ToldRequest } from "../../data/model/request-answers.ts";
import { lastMoments } from "../../data/model/request-days.ts";
import { type Instant, wallClock } from "../../data/model/zone.ts";
import type { StoredRequest } from "./request-api.ts";

/** Until when a request can be changed and cancelled: without a day, as long as nobody has begun with it. */
export interface Until {
	readonly change: Instant;
	readonly cancel: Instant;
}

const NEVER: Until = { change: Number.NEGATIVE_INFINITY, cancel: Number.NEGATIVE_INFINITY };
const OPEN_END: Until = { change: Number.POSITIVE_INFINITY, cancel: Number.POSITIVE_INFINITY };

export function untilOf(dataset: Dataset, { offer, state, content }: StoredRequest): Until {
	if (!OPEN_STATES.includes(state) || state === "working") return NEVER;
	if (offer.kind !== "bulky" || content.day === undefined) return OPEN_END;
	return lastMoments(dataset, offer, content.day);
}

/** A request as its household sees it. */
export function toldRequest(dataset: Dataset, stored: StoredRequest, now: Instant): ToldRequest {
	const { town } = dataset;
	const { code, state, offer, content, photos, events, deleteAt } = stored;
	const { change, cancel } = untilOf(dataset, stored);
	return {
		code: `${town.id}.${code}`,
		state,
		offer: { id: offer.id, label: offer.label, kind: offer.kind },
		content: { ...content },
		photos: [...photos],
		timeline: events.map(({ at, by, what, reason }) => ({
			at: iso(at),
			by: by === "household" || by === "system" ? by : "town",
			what,
			...(reason !== undefined && { reason }),
		})),
		...(change > now && { changeUntil: iso(change) }),
		...(cancel > now && { cancelUntil: iso(cancel) }),
		deleted: plusDays(wallClock(town.zone, deleteAt).day, -1),
	};
}

/** What can be done as long as nobody has begun has no date: the end of what a date can say. */
function iso(instant: Instant): string {
	return Number.isFinite(instant) ? new Date(instant).toISOString() : "9999-12-31T00:00:00.000Z";
}
