import { expect, test } from "vitest";
import { diskFault } from "./disk-fault.ts";

/**
 * Long enough that the platform's own next try would be half a minute away; three minutes, after which it
 * would be two, are under `npm run faults`.
 */
test("after a fault of the disk the wave goes on within 15 seconds, by itself, and nothing comes twice", async () => {
	const { slept, households, reached, repeats } = await diskFault(45_000);
	expect(reached).toBe(households);
	expect(repeats).toBeLessThanOrEqual(12);
	expect(slept).toBeLessThanOrEqual(15_000);
});
