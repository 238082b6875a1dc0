import {
	cancellationsOf,
	collectionsOf,
	type Dataset,
	findPlace,
	findRetired,
	findService,
	serviceNow,
} from "../../../data/model/dataset.ts";
import type { Day } from "../../../data/model/day.ts";
import type { ServiceId } from "../../../data/model/service.ts";
import type { Place } from "../../../data/model/street.ts";
import type { ToldCollections } from "../ledger/told.ts";
import { readServices } from "../ledger/wants.ts";

/** What differs from what was told: services that do not come on that day after all, and others that do. */
export interface Change {
	/** Label, and the day it comes instead, if any; with the reason of the town. */
	readonly gone: readonly {
		readonly label: string;
		readonly to?: Day | undefined;
		readonly reason?: string | undefined;
	}[];
	readonly come: readonly string[];
}

/** A day as a household was told of it. */
export interface ToldDay {
	readonly place: string;
	readonly day: string;
	/** A `ToldCollections`, as JSON. */
	readonly what: string;
	/** Ids as a JSON list; `null`: all. */
	readonly services: string | null;
}

/** What is different now from what a household was told of a day; `undefined` when nothing is. */
export function changeSince(dataset: Dataset, row: ToldDay): Change | undefined {
	const found = findPlace(dataset, row.place);
	if (!found) return undefined;
	const day = row.day as Day;
	const services = readServices(row.services);
	// A service that has another id now is the same one.
	const told = (JSON.parse(row.what) as ToldCollections)
		.map(([service, planned]) => [serviceNow(dataset, service), planned] as const)
		.filter(([service]) => services?.includes(service) ?? true);
	const current = collectionsOf(dataset, found.place, { period: { from: day, to: day }, services });
	const gone = told
		.filter(([service]) => !current.some((each) => each.service.id === service))
		.map(([service, planned]) => ({
			label: (findService(dataset, service) ?? findRetired(dataset, service))?.label ?? service,
			...whereTo(dataset, found.place, service, planned),
		}));
	const come = current
		.filter(({ service }) => !told.some(([id]) => id === service.id))
		.map(({ service }) => service.label);
	return gone.length + come.length === 0 ? undefined : { gone, come };
}

/** The day on which a planned date takes place now, if any, and why. */
function whereTo(dataset: Dataset, place: Place, service: ServiceId, planned: Day): { to?: Day; reason?: string } {
	const services = [service];
	const moved = collectionsOf(dataset, place, { services }).find((each) => each.planned === planned);
	if (moved) return { to: moved.day, ...(moved.reason !== undefined && { reason: moved.reason }) };
	const cancelled = cancellationsOf(dataset, place, { services }).find((each) => each.planned === planned);
	return cancelled?.reason === undefined ? {} : { reason: cancelled.reason };
}

/** What several addresses of one place are told at once; `undefined` when nothing has changed for any. */
export function mergeChanges(changes: readonly Change[]): Change | undefined {
	const [only, ...others] = changes;
	if (!only || others.length === 0) return only;
	const gone = new Map(changes.flatMap((each) => each.gone).map((each) => [`${each.label} ${each.to}`, each]));
	return { gone: [...gone.values()], come: [...new Set(changes.flatMap(({ come }) => come))] };
}
