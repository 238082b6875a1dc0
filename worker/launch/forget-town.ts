import process from "node:process";
import * as v from "valibot";
import { fail, readArguments } from "../../data/import/command/arguments.ts";
import { RunningProduct } from "./running-product.ts";
import { readSettings } from "./settings.ts";

const removedShape = v.object({ households: v.number(), since: v.optional(v.string()) });
const refusalShape = v.object({ code: v.string() });

/** `npm run forget-town -- TOWN [--url BASE] [--yes]`: the households of a town that was removed for good. */

const USAGE = "npm run forget-town -- TOWN [--url BASE] [--yes]";

const REFUSALS: Readonly<Record<string, string>> = {
	town_served: "The town is there, and its households are reminded. Remove its folder (or its desk) first.",
	unknown_town: "There is no such town, and no household of it.",
};

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) =>
	fail(1, error instanceof Error ? error.message : String(error)),
);

/** 0: told or forgotten. 1: not. 2: usage. */
async function main(given: string[]): Promise<number> {
	const asked = readArguments(given, 1, { url: { type: "string" }, yes: { type: "boolean", default: false } });
	const [town] = asked?.names ?? [];
	if (!asked || town === undefined) return fail(2, USAGE);
	const product = new RunningProduct(readSettings(process.env, process.cwd()), process.env, asked.values.url);
	console.log(await forgetTown(product, town, asked.values.yes));
	return 0;
}

/** Without `yes` nothing changes: it says what would go. */
async function forgetTown(product: RunningProduct, town: string, yes: boolean): Promise<string> {
	const { households, since } = await ask(product, town, yes ? "DELETE" : "GET");
	if (yes) return `${town}: ${households} households are forgotten, and their rows erased.`;
	const when = since === undefined ? "" : ` Its dates are away since ${since}.`;
	return `${town}: ${households} households have their reminders switched on.${when} They are reminded again as soon as its dates are back. If the town is gone for good, --yes deletes them; it cannot be taken back.`;
}

async function ask(
	product: RunningProduct,
	town: string,
	method: "GET" | "DELETE",
): Promise<v.InferOutput<typeof removedShape>> {
	const answer = await product.ask(`/api/removed-towns/${encodeURIComponent(town)}`, { method });
	if (answer.ok) return v.parse(removedShape, await answer.json());
	const body: unknown = await answer.json().catch(() => undefined);
	const code = v.is(refusalShape, body) ? body.code : "";
	throw new Error(REFUSALS[code] ?? `${product.base} answered ${answer.status} ${code}. Try again later.`);
}
