import { Hono } from "hono";
import * as v from "valibot";
import type { Parsed } from "../../../data/model/parsed.ts";
import { readBody } from "../../http/body.ts";
import { hostOnly } from "../../http/host-secret.ts";
import { makeProblem } from "../../http/problem.ts";
import { type Layout, MOST_SLICES } from "../layout.ts";
import { everySlice, type Reminders } from "../reminders.ts";
import { MOST_SUBSCRIBERS } from "../subscriptions/store.ts";
import { settleAll } from "./settle-all.ts";

const asked = v.object({ slices: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_SLICES)) });

/**
 * `POST /api/slices` `{ slices }`, for the host alone: every town has so many from now on, and households begin to
 * move. Asked again with the same number it goes on, until `moving` is false.
 */
export function slicesRoute(reminders: Reminders): Hono {
	const { layouts, edge } = reminders;
	return new Hono()
		.use("/api/slices", hostOnly(edge.admin))
		.get("/api/slices", async (c) => c.json(told(await layouts.fresh())))
		.post("/api/slices", async (c) => {
			const body = await readBody(c, parseAsked);
			if (!body.ok) return body.problem;
			const present = await layouts.fresh();
			if (present.isMoving && present.slices !== body.value)
				return makeProblem({ code: "moving", more: told(present) });
			if (!(await hasRoom(reminders, body.value)))
				return makeProblem({
					code: "unlawful",
					detail: "A slice would be too full for its evening: take more of them.",
				});
			await layouts.registry().begin(body.value, present);
			await layouts.fresh();
			return c.json(told(await settleAll(reminders)));
		});
}

function parseAsked(body: unknown): Parsed<number> {
	const parsed = v.safeParse(asked, body);
	if (parsed.success) return { ok: true, value: parsed.output.slices };
	return { ok: false, flaws: [{ field: "slices", code: "not_a_number" }] };
}

function told({ slices, before, isMoving }: Layout) {
	return { slices, before, moving: isMoving };
}

/** Hashes are not quite even. */
const MOST_FULL = 0.75;

async function hasRoom(reminders: Reminders, slices: number): Promise<boolean> {
	const towns = [...(await reminders.edge.towns.all()).keys()];
	const counts = new Map<string, number>();
	await everySlice(reminders, towns, async (stub, town, slice) => {
		const { subscriptions } = (await reminders.isKept(town, slice)) ? await stub.inspect() : { subscriptions: 0 };
		counts.set(town, (counts.get(town) ?? 0) + subscriptions);
	});
	return Math.max(0, ...counts.values()) <= slices * MOST_SUBSCRIBERS * MOST_FULL;
}
