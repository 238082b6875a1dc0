import { afterAll, expect, test } from "vitest";
import { CaseTown, daysAt, describeCase, told } from "./shared-case.ts";

describeCase("30-street-that-ends-in-a-number", () => {
	const town = new CaseTown("30-street-that-ends-in-a-number");
	afterAll(() => town.discard());

	test("the import knows the street by its whole name", async () => {
		const read = await town.import();
		expect(told(read.problems)).toEqual([]);
		expect(daysAt(read, "Q 7", "12")).not.toEqual(daysAt(read, "Q 7", "3"));
	});
});
