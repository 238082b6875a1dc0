import process from "node:process";
import { parseArgs } from "node:util";
import { diskFault } from "./disk-fault.ts";
import { killDrill } from "./kill-drill.ts";

/**
 * `npm run faults -- [--long] [--seed N]`: the kill drill against the real process, at any size; long, a disk that
 * fails for three minutes, too. `--only drill` or `disk` for one of them.
 */

const { values } = parseArgs({
	options: {
		long: { type: "boolean", default: false },
		seed: { type: "string", default: `${Date.now() % 1_000_000}` },
		subscriptions: { type: "string" },
		kills: { type: "string" },
		only: { type: "string" },
	},
});
const seed = Number(values.seed);
const parts: Readonly<Record<string, () => Promise<boolean>>> = {
	drill: survivesKills,
	...((values.long || values.only !== undefined) && { disk: survivesDisk }),
};
for (const [name, part] of Object.entries(parts)) {
	if (values.only !== undefined && values.only !== name) continue;
	const began = Date.now();
	const isWell = await part();
	console.log(`${isWell ? "ok" : "FAIL"}: ${name}, after ${Math.round((Date.now() - began) / 1000)} s`);
	if (!isWell) process.exitCode = 1;
}

async function survivesKills(): Promise<boolean> {
	const subscriptions = Number(values.subscriptions ?? (values.long ? 20_000 : 2000));
	const kills = Number(values.kills ?? (values.long ? 100 : 20));
	console.log(`${subscriptions} subscriptions, ${kills} kills; again with --seed ${seed}`);
	const result = await killDrill({ subscriptions, kills, seed, say: console.log });
	console.log(JSON.stringify(result, undefined, "\t"));
	const { planned, delivered, gone, refused, expired, lost, repeats, repeatsUndisturbed, flaws } = result;
	return (
		lost === 0 &&
		planned === delivered + gone + refused + expired &&
		repeatsUndisturbed === 0 &&
		result.kills === kills &&
		result.mostRepeatsPerKill <= 12 &&
		repeats <= 2 * 12 * kills &&
		flaws.length === 0
	);
}

/** Three minutes without a disk: at most fifteen seconds after it is back the wave goes on, by itself. */
async function survivesDisk(): Promise<boolean> {
	const fault = await diskFault(180_000);
	console.log(`three minutes without a disk: ${JSON.stringify(fault)}`);
	return fault.reached === fault.households && fault.slept <= 15_000 && fault.repeats <= 12;
}
