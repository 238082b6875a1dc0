import process from "node:process";
import { parseArgs } from "node:util";
import { Drill, nameOf, type Outcome } from "./engine/drill.ts";
import { kindsOf } from "./kinds/all.ts";
import { TOWNS } from "./oracle/towns.ts";

/** `npm run faults -- import [--long] [--seed N] [--count N] [--town WORD] [--kind WORD]`. */

const { values } = parseArgs({
	options: {
		long: { type: "boolean", default: false },
		seed: { type: "string", default: `${Date.now() % 1_000_000}` },
		count: { type: "string" },
		town: { type: "string", default: "" },
		kind: { type: "string", default: "" },
	},
});
const seed = Number(values.seed);
const count = Number(values.count ?? (values.long ? 200 : 40));
const towns = TOWNS.filter((town) => nameOf(town).includes(values.town));

console.log(`${towns.length} towns, ${count} mutations each, seed ${seed}`);
const began = performance.now();
const silent: Outcome[] = [];
const flaws: string[] = [];
let all = 0;
for (const town of towns) {
	const drill = new Drill(town);
	const kinds = Object.fromEntries(Object.entries(kindsOf(town)).filter(([name]) => name.includes(values.kind)));
	flaws.push(...(await drill.begin()).slice(0, 5).map((flaw) => `${nameOf(town)}: ${flaw}`));
	const tally = { equal: 0, named: 0, silent: 0 };
	const start = performance.now();
	for await (const outcome of drill.run(kinds, { count, seed })) {
		tally[outcome.verdict.kind]++;
		all++;
		if (outcome.verdict.kind !== "silent") continue;
		silent.push(outcome);
		console.log(lineOf(outcome));
	}
	const each = Math.round((performance.now() - start) / Math.max(1, tally.equal + tally.named + tally.silent));
	console.log(`${nameOf(town).padEnd(44)} ${JSON.stringify(tally)} ${each} ms each`);
}
for (const outcome of silent.toSorted((one, other) => one.kind.localeCompare(other.kind))) console.log(lineOf(outcome));
for (const flaw of flaws) console.log(`FLAW ${flaw}`);
const seconds = (performance.now() - began) / 1000;
const isWell = silent.length === 0 && flaws.length === 0 && all > 0;
console.log(`${all} mutations, ${silent.length} silent differences, ${Math.round(all / seconds)} imports a second`);
console.log(`${isWell ? "ok" : "FAIL"} after ${Math.round(seconds)} s; again with --seed ${seed}`);
process.exitCode = isWell ? 0 : 1;

function lineOf({ town, kind, seed, what, verdict }: Outcome): string {
	return `SILENT ${kind}: ${town} ${what} (${seed}): ${verdict.kind === "silent" ? verdict.why : ""}`.slice(0, 400);
}
