import type { ReachAsked } from "../../data/model/desk.ts";
import type { TownId } from "../../data/model/town.ts";
import type { Edge } from "../edge.ts";
import type { Attempts } from "../http/attempts.ts";
import type { SliceFigures } from "../remind/slice-api.ts";
import type { DeskRegistryStub, DeskStub } from "./desk-api.ts";

/** What the routes of the desks need. */
export interface Desks {
	readonly edge: Edge;
	readonly desk: (town: TownId) => DeskStub;
	readonly registry: () => DeskRegistryStub;
	readonly attempts: Attempts;
	/** How many households there are, how many have a reminder there, and how deliveries of the last weeks ended. */
	readonly figures: (town: TownId, asked: ReachAsked) => Promise<SliceFigures>;
}

/** What was never used is not asked: the question would make a database. */
export async function openDesk({ registry, desk }: Desks, town: TownId): Promise<DeskStub | undefined> {
	return (await registry().isOpen(town)) ? desk(town) : undefined;
}
