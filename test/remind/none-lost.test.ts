import { expect, test } from "vitest";
import { killDrill } from "./kill-drill.ts";

test("2,000 subscriptions, 20 kills in the middle of waves: none lost, none twice", async () => {
	const result = await killDrill({ subscriptions: 2000, kills: 20, seed: 20261122 });
	const { planned, delivered, gone, refused, expired } = result;
	expect(result.flaws).toEqual([]);
	expect(result.lost).toBe(0);
	// Every tenth browser has a second subscription, in the next town; one endpoint that is gone is gone in both.
	expect(planned).toBeGreaterThan(2000);
	expect(planned).toBe(delivered + gone + refused + expired);
	expect(gone * refused * expired).toBeGreaterThan(0);
	expect(result.repeatsUndisturbed).toBe(0);
	expect(result.kills).toBe(20);
	// Each of the two slices may repeat what it had in flight.
	expect(result.repeats).toBeLessThanOrEqual(2 * 12 * 20);
	expect(result.mostRepeatsPerKill).toBeLessThanOrEqual(12);
	// Only compared: what counts is what arrived.
	expect(result.tally).toEqual({ sent: delivered, gone, refused, expired });
});
