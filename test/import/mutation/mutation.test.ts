import { afterAll, expect, test } from "vitest";
import { describeTown } from "../../towns/foreign.ts";
import { Drill } from "./engine/drill.ts";
import { judge } from "./engine/verdict.ts";
import { KINDS } from "./kinds/all.ts";
import { TOWNS } from "./oracle/towns.ts";

// Whatever happens to a published file on its way: the dataset is what another reader takes from it, or there is a
// finding at the place. The long form is `npm run faults -- import --long`.

const SEED = Number(process.env.SEED ?? 20_261_130);
const COUNT = 40;

/** What is still silent, by town and kind, with what would have to be told. */
const OPEN: ReadonlyMap<string, string> = new Map([
	...["day moved by a day", "digit of a day", "other weekday"].map(
		(kind) => [`bremen-csv-2020: ${kind}`, "a column of weekdays that the recipe does not name"] as const,
	),
	["bremen-html-2018: other weekday", "a weekday that the recipe takes as any word"],
	["buende-2016: other weekday", "a column of weekdays that the recipe does not name"],
	...["attribute renamed", "tag renamed", "tag within another"].map(
		(kind) =>
			[`bisamberg-2011-2013: ${kind}`, "a node that is nearly a row, an attribute that only one row has"] as const,
	),
	...["cell doubled", "cell put in"].map(
		(kind) => [`api-abfallio-westerwald-2020: ${kind}`, "a row with an empty cell too many"] as const,
	),
	...["line repeated", "sign lost"].map(
		(kind) =>
			[`markt-schwaben-txt-2024: ${kind}`, "a heading that is gone: the days below fall to the one above"] as const,
	),
]);

const counts = { equal: 0, named: 0, silent: 0 };
afterAll(() => console.log(`mutations: ${JSON.stringify(counts)}; again with SEED=${SEED}`));

for (const town of TOWNS) {
	describeTown(town.folder, () => {
		test(`${town.recipe}: no difference is silent (seed ${SEED})`, async () => {
			const drill = new Drill(town);
			expect(await drill.begin()).toEqual([]);
			const silent: string[] = [];
			for await (const { kind, what, seed, verdict } of drill.run(KINDS, { count: COUNT, seed: SEED })) {
				counts[verdict.kind]++;
				if (verdict.kind === "silent" && !OPEN.has(`${town.recipe}: ${kind}`))
					silent.push(`${kind}: ${what} (${seed}): ${verdict.why}`);
			}
			expect(silent).toEqual([]);
		});
	});
}

describeTown("bremen-2020-2023", () => {
	test("an import that looks away is found out by nearly every day that moves", async () => {
		const [town] = TOWNS.filter(({ recipe }) => recipe === "bremen-csv-2020");
		const make = KINDS["day moved by a month"];
		if (!town || !make) throw new Error("no such town or kind");
		const drill = new Drill(town);
		await drill.begin();
		const unmoved = await drill.published();
		const verdicts = Array.from({ length: 20 }, (_, seed) => {
			const mutation = drill.mutate(make, seed);
			const reads = mutation?.meanings.map(({ texts, itself }) => ({ reading: town.read(texts), itself })) ?? [];
			return mutation && judge([], { ...unmoved, problems: [], warnings: [], acknowledged: [] }, mutation, reads).kind;
		});
		expect(verdicts.filter((each) => each !== "silent")).toEqual([]);
	});
});
