import process from "node:process";
import { parseArgs } from "node:util";
import { diskFault } from "./disk-fault.ts";
import { killDrill } from "./kill-drill.ts";

/** `npm run faults -- [--long] [--seed N]`: the kill drill against the real process, at any size; long, a disk that fails for three minutes, too. */

const { values } = parseArgs({
	options: {
		long: { type: "boolean", default: false },
		seed: { type: "string", default: `${Date.now() % 1_000_000}` },
		subscriptions: { type: "string" },
		kills: { type: "string" },
	},
});
const subscriptions = Number(values.subscriptions ?? (values.long ? 20_000 : 2000));
const kills = Number(values.kills ?? (values.long ? 100 : 20));
const seed = Number(values.seed);

console.log(`${subscriptions} subscriptions, ${kills} kills, seed ${seed}`);
const began = Date.now();
const result = await killDrill({ subscriptions, kills, seed, say: console.log });
console.log(JSON.stringify(result, undefined, "\t"));
const { planned, delivered, gone, refused, expired, lost, repeats, repeatsUndisturbed, flaws } = result;
const isWell =
	lost === 0 &&
	planned === delivered + gone + refused + expired &&
	repeatsUndisturbed === 0 &&
	result.kills === kills &&
	result.mostRepeatsPerKill <= 12 &&
	repeats <= 2 * 12 * kills &&
	flaws.length === 0;
console.log(`${isWell ? "ok" : "FAIL"} after ${Math.round((Date.now() - began) / 1000)} s; again with --seed ${seed}`);
process.exitCode = isWell && (!values.long || (await survivesDisk())) ? 0 : 1;

/** Three minutes without a disk: at most fifteen seconds after it is back the wave goes on, by itself. */
async function survivesDisk(): Promise<boolean> {
	const fault = await diskFault(180_000);
	console.log(`three minutes without a disk: ${JSON.stringify(fault)}`);
	return fault.reached === fault.households && fault.slept <= 15_000 && fault.repeats <= 12;
}
