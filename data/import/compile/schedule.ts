import type { RoundDate } from "../../model/collection.ts";
import type { ServiceId } from "../../model/service.ts";

/** The dates of each round as people will see them, by `roundName`. */
export type Schedule = ReadonlyMap<string, readonly RoundDate[]>;

export function roundName(service: ServiceId, round: string): string {
	return `${service}\t${round}`;
}
