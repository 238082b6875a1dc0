import type { Day } from "../../../data/model/day.ts";
import type { ServiceId } from "../../../data/model/service.ts";

/** What was told of a day: services and their planned days, so that a moved date can be found again. */
export type ToldCollections = readonly (readonly [service: ServiceId, planned: Day])[];
