import type { Context } from "hono";
import type { Parsed } from "../../data/model/parsed.ts";
import { makeProblem } from "./problem.ts";

/** The largest lawful request, a caretaker's forty addresses, is below 20 kB. */
const LARGEST = 64 * 1024;

/** So much more is read and thrown away: a client that is cut off while it sends never sees why. */
const PATIENCE = 1024 * 1024;

type Body<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Response };

/** JSON of a bounded size, as our parsers understand it; everything else is a problem to answer with. */
export async function readBody<T>(
	c: Context,
	parse: (body: unknown) => Parsed<T>,
	largest = LARGEST,
): Promise<Body<T>> {
	if (!/^application\/json\s*(?:;|$)/iu.test(c.req.header("content-type") ?? ""))
		return refuse(makeProblem({ code: "no_json" }));
	if (!/^(?:identity)?$/iu.test(c.req.header("content-encoding") ?? ""))
		return refuse(makeProblem({ code: "no_json" }));
	const text = await inTime(c.req.raw, largest);
	if (text === SLOW) return refuse(makeProblem({ code: "too_slow", headers: { connection: "close" } }));
	if (text === undefined) return refuse(makeProblem({ code: "body_too_large" }));
	const body = parseJson(text);
	if (body === undefined) return refuse(makeProblem({ code: "malformed", errors: [{ field: "", code: "not_json" }] }));
	const parsed = parse(body);
	if (!parsed.ok) return refuse(makeProblem({ code: "malformed", errors: parsed.flaws }));
	return { ok: true, value: parsed.value };
}

function refuse(problem: Response): { readonly ok: false; readonly problem: Response } {
	return { ok: false, problem };
}

/** Whoever sends drop by drop is cut off; the headers' time is the runtime's affair, and 15 seconds too. */
const LONGEST = 15_000;
const SLOW = Symbol("slow");

async function inTime(request: Request, largest: number): Promise<string | undefined | typeof SLOW> {
	const read = readText(request, largest);
	// Cut off, it fails later, and nobody listens any more.
	read.catch(() => undefined);
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => resolve(SLOW), LONGEST);
		read.then(resolve, reject).finally(() => clearTimeout(timer));
	});
}

/** Counts what really comes: Content-Length may lie or be missing. */
async function readText(request: Request, largest: number): Promise<string | undefined> {
	const decoder = new TextDecoder();
	let text = "";
	let length = 0;
	for await (const chunk of request.body ?? []) {
		length += chunk.length;
		if (length > largest + PATIENCE) return undefined;
		if (length <= largest) text += decoder.decode(chunk, { stream: true });
	}
	return length > largest ? undefined : text + decoder.decode();
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
