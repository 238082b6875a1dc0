import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parseDataset } from "../../data/model/dataset-file.ts";
import { requestsOf } from "../../data/model/offer.ts";
import type { RequestsStub } from "../../worker/requests/request-api.ts";
import { desksInMemory } from "./desk-in-memory.ts";

const DAY = 24 * 60 * 60 * 1000;

// One alarm serves everything that a desk does by itself: what comes later never puts off what comes sooner.

it("a name that goes in a year does not put off a request that goes before", async () => {
	const now = Date.parse("2026-11-30T10:00:00Z");
	const desks = await desksInMemory(() => now);
	const desk = (await desks.desk("musterstadt")) as unknown as RequestsStub & Awaited<ReturnType<typeof desks.desk>>;
	const read = parseDataset(
		readFileSync(new URL("../../data/towns/musterstadt/dataset.json", import.meta.url), "utf8"),
	);
	if (!read.ok) throw new Error("Musterstadt is unlawful");
	const { zone } = read.value.town;
	const offer = requestsOf(read.value).offers.find(({ kind }) => kind === "missed");
	if (!offer) throw new Error("Musterstadt hears of no missed collection");
	const holder = { secret: "a".repeat(64), code: "K7QM2" };
	await desk.fileRequest({ ...holder, zone, offer, content: {}, at: now });
	expect(await desk.cancelRequest(holder, zone, now)).toMatchObject({ kind: "changed" });
	const alarm = () => (desks.storage("musterstadt")?.alarm ?? 0) - Date.now();
	const untilDeletion = alarm();
	expect(untilDeletion).toBeLessThan(60 * DAY);

	const by = { role: "host" } as const;
	await desk.invite({ town: "musterstadt", name: "Berta", role: "clerk", by, at: now });
	const [berta] = await desk.people(now);
	expect(await desk.remove(berta?.id ?? "", by, now)).toBe(true);
	expect(Math.abs(alarm() - untilDeletion)).toBeLessThan(DAY);
});
