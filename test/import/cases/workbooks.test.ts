import { execFileSync } from "node:child_process";
import { afterAll, expect, test } from "vitest";
import { CaseTown, daysAt, describeCase, told } from "./shared-case.ts";

describeCase("22-formula-without-a-value", () => {
	const town = new CaseTown("22-formula-without-a-value");
	afterAll(() => town.discard());

	test("one finding that names both lines", async () => {
		const { problems } = await town.import();
		expect(told(problems)).toEqual(["t.xlsx:3 formula_without_value"]);
		expect(problems[0]?.what).toContain("Zeilen 3 und 4");
		expect(problems[0]?.remedy).toContain("öffnen und speichern");
	});
});

describeCase("24-days-counted-from-1904", () => {
	const town = new CaseTown("24-days-counted-from-1904");
	afterAll(() => town.discard());

	test("the days are those that the sheet shows", async () => {
		expect(daysAt(await town.import(), "Alle")).toEqual(["2026-01-05", "2026-01-19", "2026-02-02"]);
	});
});

describeCase("25-a-million-formatted-rows", () => {
	const town = new CaseTown("25-a-million-formatted-rows");
	afterAll(() => town.discard());

	test("three days, within seconds", async () => {
		execFileSync(process.execPath, ["make.mjs"], { cwd: town.folder });
		const began = performance.now();
		expect(daysAt(await town.import(), "Alle")).toEqual(["2026-01-05", "2026-01-19", "2026-02-02"]);
		expect(performance.now() - began).toBeLessThan(15_000);
	});
});
