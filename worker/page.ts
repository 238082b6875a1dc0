import { type Context, Hono } from "hono";
import { getMimeType } from "hono/utils/mime";
import { FOR_PROGRAMS } from "../data/model/reserved.ts";
import { parseTownId } from "../data/model/town.ts";
import { type Edge, readyTowns, type TownVariables, townAt, townOfAddress } from "./edge.ts";
import type { HomeFiles, OpenFile } from "./home/files.ts";
import { type Encoding, encodingFor } from "./http/encoding.ts";
import { makeProblem } from "./http/problem.ts";
import { answerOnce, etagOf } from "./http/unchanged.ts";
import { Shell } from "./shell.ts";
import type { TownReading } from "./town/reading.ts";

/** Variants that the build may have laid beside a file, by the encoding that the client takes. */
const VARIANTS: Record<Encoding, readonly (readonly [Encoding, string])[]> = {
	br: [
		["br", ".br"],
		["identity", ""],
	],
	gzip: [
		["gzip", ".gz"],
		["identity", ""],
	],
	identity: [["identity", ""]],
};

interface Opened {
	readonly file: OpenFile;
	readonly path: string;
	readonly encoding: Encoding;
}

interface Tagged {
	readonly stamp: string;
	readonly etag: string;
}

/** The built page, served from its folder; names under `assets/` carry a hash and never change. */
export class Page {
	readonly #files: HomeFiles;
	/** So that a 304 needs no file to be read. */
	readonly #tags = new Map<string, Tagged>();

	constructor(files: HomeFiles) {
		this.#files = files;
	}

	/** The file at `path` (without a leading slash), or 404. */
	async answer(c: Context, path: string): Promise<Response> {
		const asked = c.req.raw.headers;
		const opened = await this.#open(path, encodingFor(asked));
		if (!opened) return makeProblem({ code: "not_found" });
		const { etag, bytes } = await this.#tag(opened);
		const answer = await answerOnce(asked, {
			validators: { etag },
			headers: headersOf(path, opened.encoding),
			encoded: opened.encoding !== "identity",
			body: () => bytes ?? opened.file.bytes(),
		});
		if (answer.status === 304 && !bytes) await opened.file.close();
		return answer;
	}

	/** The app with status 404: it says in its own words that there is nothing here, and leads on. */
	async lost(c: Context): Promise<Response> {
		const opened = await this.#open("index.html", encodingFor(c.req.raw.headers));
		if (!opened) return makeProblem({ code: "not_found" });
		const headers = { ...headersOf("index.html", opened.encoding), "cache-control": "no-store" };
		const encodeBody = opened.encoding === "identity" ? "automatic" : "manual";
		return new Response(await opened.file.bytes(), { status: 404, headers, encodeBody });
	}

	async #open(path: string, encoding: Encoding): Promise<Opened | undefined> {
		for (const [each, suffix] of VARIANTS[encoding]) {
			const file = await this.#files.open(path + suffix);
			if (file) return { file, path: path + suffix, encoding: each };
		}
		return undefined;
	}

	async #tag({ file, path }: Opened): Promise<{ etag: string; bytes?: Uint8Array<ArrayBuffer> }> {
		const known = this.#tags.get(path);
		if (known && known.stamp === file.stamp) return { etag: known.etag };
		const bytes = await file.bytes();
		const etag = await etagOf(bytes);
		if (file.stamp !== undefined) this.#tags.set(path, { stamp: file.stamp, etag });
		return { etag, bytes };
	}
}

/** `/`, `/{town}` and `/embed/{town}`: the app; `/desk/{town}`: the town hall's page. Everything else of the page is found when no route fits. */
export function pageRoutes(edge: Edge, page: Page) {
	const shell = new Shell(edge.page);
	const app = async (c: Context, town?: TownReading) =>
		(await shell.answer(c, await readyTowns(edge, c), town)) ?? page.answer(c, "index.html");
	return (
		new Hono<TownVariables>()
			.get("/", (c) => app(c))
			.get("/embed/:town", townOfAddress(edge), async (c) => {
				const { reading } = c.var;
				// The town's own site shows the town alone, whatever else this host serves.
				c.set("frameAncestors", reading.dataset.town.frameAncestors);
				const shown = await shell.answer(c, [reading], reading);
				return shown ?? page.answer(c, "index.html");
			})
			// Also of a town that has no dates yet: they come from there.
			.get("/desk/:town", (c) =>
				parseTownId(c.req.param("town")) ? page.answer(c, "desk.html") : makeProblem({ code: "not_found" }),
			)
			.get("/:town{[a-z0-9-]+}", async (c) => {
				const town = await townAt(edge, c, c.req.param("town"));
				if (!town) return pageFile(c, page);
				return town.kind === "ready" ? app(c, town.reading) : page.answer(c, "index.html");
			})
	);
}

/** `/Town`, `/town/`: as people write a town's address. `undefined` where it means none. */
export async function townAsMeant(edge: Edge, c: Context): Promise<Response | undefined> {
	const [, meant = ""] = /^\/([\w-]{1,60})\/*$/u.exec(c.req.path) ?? [];
	const name = meant.toLowerCase();
	if (c.req.path === `/${name}` || !(await townAt(edge, c, name))) return undefined;
	return c.redirect(`/${name}${new URL(c.req.url).search}`, 308);
}

/** What stands in for "not found": a file of the page, if there is one; else words for people, data for programs. */
export async function pageFile(c: Context, page: Page): Promise<Response> {
	const { method, path } = c.req;
	if (method !== "GET" && method !== "HEAD") return makeProblem({ code: "not_found" });
	const answer = await page.answer(c, pathOf(c));
	const isForPeople = c.req.header("accept")?.includes("text/html") && !FOR_PROGRAMS.test(path);
	return answer.status === 404 && isForPeople ? page.lost(c) : answer;
}

function pathOf(c: Context): string {
	return c.req.path.slice(1);
}

function headersOf(path: string, encoding: Encoding): Record<string, string> {
	return {
		"content-type": getMimeType(path) ?? "application/octet-stream",
		"cache-control": path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache",
		vary: "Accept-Encoding",
		...(encoding !== "identity" && { "content-encoding": encoding }),
	};
}
