import type { Legal } from "../../data/model/town.ts";
import { type Instant, wallClock } from "../../data/model/zone.ts";
import type { Edge } from "../edge.ts";
import type { Reminders } from "../remind/reminders.ts";
import { type AskSlice, isGrave, takeStock } from "../remind/stock.ts";
import { planEndOf } from "../town/plan-end.ts";
import type { TownState } from "../town/shelf.ts";
import type { Health, TownHealth } from "./state.ts";

/** How everything is. `ask` decides whether what sleeps is woken by it. */
export async function healthOf(edge: Edge, reminders: Reminders | undefined, ask: AskSlice): Promise<Health> {
	const states = await edge.towns.all().catch(() => undefined);
	const towns = [...(states ?? [])].map(([id, state]) => ({ id, ...makeTownHealth(state, edge.now()) }));
	const slices = reminders && states ? await takeStock(reminders, states, ask) : [];
	const problems = await problemsOf(edge, reminders, states !== undefined);
	return { status: statusOf({ problems, towns, slices }), problems, towns, slices };
}

async function problemsOf(edge: Edge, reminders: Reminders | undefined, areRead: boolean): Promise<Health["problems"]> {
	const index = await edge.page.open("index.html").catch(() => undefined);
	await index?.close();
	return [
		...(areRead ? [] : (["towns_unreadable"] as const)),
		...(index ? [] : (["page_missing"] as const)),
		...(reminders?.keys.size === 0 ? (["no_keys"] as const) : []),
	];
}

function statusOf({ problems, towns, slices }: Omit<Health, "status">): Health["status"] {
	if (problems.includes("towns_unreadable")) return "failing";
	if (!towns.some(({ served }) => served)) return "no_towns";
	if (slices.length > 0 && slices.every(isGrave)) return "failing";
	const isSound = towns.every(({ problem }) => problem === undefined) && slices.every(({ state }) => state === "ok");
	return isSound && problems.length === 0 ? "ok" : "degraded";
}

function makeTownHealth(state: TownState, now: Instant): Omit<TownHealth, "id"> {
	if (state.kind === "broken") return { served: false, problem: state.problem };
	const { hash, dataset } = state.reading;
	const warning = planEndOf(dataset, wallClock(dataset.town.zone, now).day);
	const missing = missingIn(dataset.town.legal);
	return { served: true, dataset: hash, coverage: dataset.coverage, problem: state.problem, warning, missing };
}

const ASKED_BY_LAW = ["address", "represented", "privacyOfficer", "processors", "enforcement"] as const;

function missingIn(legal: Legal | undefined): readonly string[] | undefined {
	const missing = ASKED_BY_LAW.filter((field) => legal?.[field] === undefined).map((field) => `legal.${field}`);
	return missing.length > 0 ? missing : undefined;
}
