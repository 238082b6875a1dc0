import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isMet, type Options, type Row, ratioOf } from "./row.ts";

/** `npm run bench [-- PART…] [-- --json FILE --crowd N]`: each part of this folder exports `measure(options): Promise<Row[]>`. */

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { json: { type: "string" }, crowd: { type: "string" } },
});
const crowd = values.crowd === undefined ? undefined : Number(values.crowd);
if (crowd !== undefined && !(Number.isInteger(crowd) && crowd >= 100 && crowd % 10 === 0))
	throw new Error("--crowd takes a number of subscriptions, in tens from 100 on");
const parts = readdirSync(import.meta.dirname)
	.filter((name) => name.endsWith(".ts") && name !== "run.ts" && name !== "row.ts")
	.map((name) => name.slice(0, -".ts".length))
	.filter((name) => positionals.length === 0 || positionals.includes(name));

const measured: { part: string; rows: readonly Row[] }[] = [];
for (const part of parts) {
	const { measure } = (await import(join(import.meta.dirname, `${part}.ts`))) as {
		measure?: (options: Options) => Promise<Row[]>;
	};
	if (!measure) continue;
	process.stderr.write(`${part} …\n`);
	measured.push({ part, rows: await measure({ crowd }) });
}

console.table(measured.flatMap(({ part, rows }) => rows.map((row) => makeLine(part, row))));
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(measured, undefined, "\t")}\n`);

function makeLine(part: string, row: Row) {
	const { what, ours, peer, unit, against, target } = row;
	const wanted = "atLeast" in target ? `>= ${target.atLeast}` : `<= ${target.atMost}`;
	return {
		part,
		what,
		ours: `${round(ours)} ${unit}`,
		against: `${against}: ${round(peer)}`,
		ratio: round(ratioOf(row)),
		target: wanted,
		met: isMet(row) ? "yes" : "NO",
	};
}

function round(number: number): number {
	return Number(number.toPrecision(4));
}
