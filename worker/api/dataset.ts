import { type Context, Hono } from "hono";
import type { TownVariables } from "../edge.ts";
import { compress, type Encoding, encodingFor } from "../http/encoding.ts";
import { makeProblem } from "../http/problem.ts";
import { answerOnce, makeEtag } from "../http/unchanged.ts";
import type { TownReading } from "../town/reading.ts";
import { type Described, describe, pathOf } from "./describe.ts";
import { datasetShape } from "./shapes.ts";

const SUFFIX: Record<Encoding, string> = { br: ".br", gzip: ".gz", identity: "" };

/** The address of one state of a town's dataset; what it answers never changes. */
export function datasetAddress(town: string, hash: string): string {
	return `/api/towns/${town}/dataset/${hash}`;
}

const LATER = { path: pathOf("town", "hash"), also: { 307: "Another state is the present one by now" } };

export function datasetRoutes() {
	const described = (operationId: string, summary: string, more: Partial<Described>) =>
		describe({
			tag: "towns",
			isKept: true,
			summary,
			operationId,
			answers: datasetShape,
			problems: ["not_found", "unknown_town", "broken_town"],
			...more,
		});
	return new Hono<TownVariables>()
		.get("/dataset", described("getDataset", "The compiled dataset of a town", { path: pathOf("town") }), (c) =>
			answerDataset(c, "public, no-cache"),
		)
		.get("/dataset/:hash", described("getDatasetByHash", "One state of it", LATER), (c) => {
			const { dataset, hash } = c.var.reading;
			if (c.req.param("hash") === hash) return answerDataset(c, "public, max-age=31536000, immutable");
			if (!/^[0-9a-f]{64}$/.test(c.req.param("hash"))) return makeProblem({ code: "not_found" });
			return superseded(`/api/towns/${dataset.town.id}/dataset`);
		});
}

/** Between hearing of a state and asking for it an import can replace it. */
function superseded(address: string): Response {
	return new Response(null, { status: 307, headers: { location: address, "cache-control": "no-store" } });
}

function answerDataset(c: Context<TownVariables>, caching: string): Promise<Response> {
	const { reading } = c.var;
	const encoding = encodingFor(c.req.raw.headers);
	return answerOnce(c.req.raw.headers, {
		validators: { etag: makeEtag(`${reading.hash}${SUFFIX[encoding]}`), modified: Date.parse(reading.edited) },
		headers: {
			"content-type": "application/json",
			"cache-control": caching,
			vary: "Accept-Encoding",
			...(encoding !== "identity" && { "content-encoding": encoding }),
		},
		encoded: encoding !== "identity",
		body: () => packed(reading, encoding),
	});
}

const packs = new WeakMap<TownReading, Map<Encoding, Uint8Array<ArrayBuffer>>>();

/** Each state of a town is compressed once per encoding, at the first request for it. */
function packed(reading: TownReading, encoding: Encoding): Uint8Array<ArrayBuffer> {
	const known = packs.get(reading) ?? new Map<Encoding, Uint8Array<ArrayBuffer>>();
	packs.set(reading, known);
	const bytes = known.get(encoding) ?? compress(reading.file, encoding);
	known.set(encoding, bytes);
	return bytes;
}
