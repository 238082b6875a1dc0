import { afterEach, expect, it } from "vitest";
import { TestClock } from "../../remind/clock.ts";
import { Product } from "./product.ts";

/** The invented town's schedule ends on 31 December 2027. */
const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const each of cleanUp.splice(0).reverse()) await each();
});

interface Health {
	readonly status: string;
	readonly towns: readonly { readonly id: string; readonly warning?: unknown }[];
}

it("a schedule that ends soon is a warning at the start and in /healthz, and no error", async () => {
	const product = new Product();
	const clock = await TestClock.start("2027-12-01T00:30:00+01:00");
	cleanUp.push(
		() => clock.stop(),
		() => product.remove(),
	);
	product.writeTown();
	const warningAt = async (instant: string) => {
		clock.set(instant);
		const answer = await fetch(`${product.address}/healthz`);
		const { status, towns } = (await answer.json()) as Health;
		expect([answer.status, status]).toEqual([200, "ok"]);
		return towns[0]?.warning;
	};

	await product.start({ TONNENTAG_CLOCK: clock.address });
	expect(product.output).toContain("Warning: the schedule of teststadt ends on 2027-12-31, in 30 days.");
	expect(await warningAt("2027-11-30T23:59:00+01:00")).toBeUndefined();
	expect(await warningAt("2027-12-01T00:01:00+01:00")).toEqual({ code: "plan_ends", last: "2027-12-31", days: 30 });
	expect(await warningAt("2027-12-31T12:00:00+01:00")).toMatchObject({ code: "plan_ends", days: 0 });
	expect(await warningAt("2028-01-01T00:00:00+01:00")).toMatchObject({ code: "plan_ended", days: -1 });

	await product.stop("SIGTERM");
	await product.start({ TONNENTAG_CLOCK: clock.address });
	expect(product.output).toContain("Warning: the schedule of teststadt ended on 2027-12-31. Import the next one.");
});
