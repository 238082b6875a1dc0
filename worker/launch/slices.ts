import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import * as v from "valibot";
import { fail, readArguments } from "../../data/import/command/arguments.ts";
import { MOST_SLICES } from "../remind/layout.ts";
import { RunningProduct } from "./running-product.ts";
import { readSettings } from "./settings.ts";

const layoutShape = v.object({ slices: v.number(), before: v.number(), moving: v.boolean() });
type LayoutAnswer = v.InferOutput<typeof layoutShape>;
/** What a refusal may say. */
const refusalShape = v.partial(v.object({ ...layoutShape.entries, detail: v.string(), title: v.string() }));

/** `npm run slices -- N [--url BASE]`: every town has N slices from now on, while the product runs. */

const USAGE = `npm run slices -- N [--url BASE]; N is 1 to ${MOST_SLICES}`;

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) =>
	fail(1, error instanceof Error ? error.message : String(error)),
);

/** 0: every town has them. 1: not. 2: usage. */
async function main(given: string[]): Promise<number> {
	const asked = readArguments(given, 1, { url: { type: "string" } });
	const [text = ""] = asked?.names ?? [];
	const slices = /^\d{1,2}$/u.test(text) ? Number(text) : 0;
	if (!asked || slices < 1 || slices > MOST_SLICES) return fail(2, USAGE);
	await divide(slices, new RunningProduct(readSettings(process.env, process.cwd()), process.env, asked.values.url));
	return 0;
}

/** Broken off, the product goes on by itself; run again, this watches it. */
async function divide(slices: number, product: RunningProduct): Promise<void> {
	for (;;) {
		const told = await ask(slices, product);
		if (!told.moving) return console.log(`Every town has ${told.slices} ${told.slices === 1 ? "slice" : "slices"}.`);
		console.log(`From ${told.before} to ${told.slices} slices: households are on their way.`);
		await pause(1000);
	}
}

async function ask(slices: number, product: RunningProduct): Promise<LayoutAnswer> {
	const answer = await product.ask("/api/slices", {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ slices }),
	});
	if (answer.ok) return v.parse(layoutShape, await answer.json());
	const body: unknown = await answer.json().catch(() => ({}));
	const problem = v.is(refusalShape, body) ? body : {};
	if (problem.moving)
		throw new Error(
			`Households are on their way to ${problem.slices} slices already. Run it again when they have arrived.`,
		);
	throw new Error(`${product.base} answered ${answer.status}. ${problem.detail ?? problem.title ?? ""}`.trim());
}
