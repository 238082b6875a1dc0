import type { Day } from "../../../data/model/day.ts";
import type { ServiceId } from "../../../data/model/service.ts";

/** What one of the addresses of a place wants. */
export interface Want {
	/** Absent: all services. */
	readonly services: readonly ServiceId[] | undefined;
	readonly pausedUntil: Day | undefined;
	/** Its bins stand outside already. */
	readonly isDone: boolean;
	/** It has the time of the delivery that is asked about. */
	readonly hasSlot: boolean;
}

type Row = readonly [services: string | null, paused: Day | null, done: number, slot: number];

/** `[[services, paused until, done, has the slot], ...]`, as the ledger reads it for a delivery. */
export function readWants(json: string): Want[] {
	return (JSON.parse(json) as Row[]).map(([services, paused, done, slot]) => ({
		services: readServices(services),
		pausedUntil: paused ?? undefined,
		isDone: done === 1,
		hasSlot: slot === 1,
	}));
}

/** A column of ids as a JSON list; `null`: all. */
export function readServices(json: string | null): readonly ServiceId[] | undefined {
	return json === null ? undefined : (JSON.parse(json) as ServiceId[]);
}
