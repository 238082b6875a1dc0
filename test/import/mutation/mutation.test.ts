import { afterAll, expect, test } from "vitest";
import { describeTown } from "../../towns/foreign.ts";
import { Drill, nameOf } from "./engine/drill.ts";
import { judge } from "./engine/verdict.ts";
import { KINDS, kindsOf } from "./kinds/all.ts";
import { TOWNS } from "./oracle/towns.ts";

// Whatever happens to a published file on its way: the dataset is what another reader takes from it, or there is a
// finding at the place. The long form is `npm run faults -- import --long`.

const SEED = Number(process.env.SEED ?? 20_261_130);
const COUNT = 40;

const counts = { equal: 0, named: 0, silent: 0 };
afterAll(() => console.log(`mutations: ${JSON.stringify(counts)}; again with SEED=${SEED}`));

for (const town of TOWNS) {
	describeTown(town.folder, () => {
		test(`${nameOf(town)}: no difference is silent (seed ${SEED})`, async () => {
			const drill = new Drill(town);
			expect(await drill.begin()).toEqual([]);
			const silent: string[] = [];
			for await (const { kind, what, seed, verdict } of drill.run(kindsOf(town), { count: COUNT, seed: SEED })) {
				counts[verdict.kind]++;
				if (verdict.kind === "silent") silent.push(`${kind}: ${what} (${seed}): ${verdict.why}`);
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
