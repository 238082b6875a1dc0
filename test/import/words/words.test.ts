import { expect, test } from "vitest";
import type { Problem } from "../../../data/model/problem.ts";
import { Luck } from "../mutation/engine/luck.ts";
import { brokenFile, brokenRecipe } from "./breaks.ts";
import { sent, told } from "./broad-town.ts";
import { flawsOf } from "./flaws.ts";

// Whatever is wrong with a file or a recipe: what is said of it is German that a clerk can act on, once a cause.

const SEED = Number(process.env.SEED ?? 20_261_130);
const COUNT = 150;

/** What is told of a file as a whole, or of one that is not there. */
const OF_THE_FILE = new Set(["missing_file", "wrong_encoding", "not_text", "garbled_text", "name_not_fit"]);

function hasNoLine({ code, where: { file, line } }: Problem): boolean {
	return line === undefined && !/^(?:town|dataset)\.json$/u.test(file) && !OF_THE_FILE.has(code);
}

/** The same sentence twice, whatever numbers, days and quotations stand in it. */
function manyOfOne(findings: readonly Problem[]): string[] {
	const causes = Map.groupBy(findings, ({ code, where, what }) =>
		[code, where.file, where.field, what.replace(/«[^«»]*»|[\d.:-]+/gu, "")].join(" "),
	);
	return [...causes].flatMap(([cause, same]) => (same.length > 4 ? [`${same.length}: ${cause}`] : []));
}

test(`${COUNT} broken files and ${COUNT} broken recipes: each finding is read aloud (seed ${SEED})`, async () => {
	const luck = new Luck(SEED);
	const before = (await told(sent())).imported?.dataset;
	const flaws = new Set<string>();
	const codes = new Set<string>();
	for (let at = 0; at < 2 * COUNT; at++) {
		const { what, broken } = at % 2 === 0 ? brokenFile(luck) : brokenRecipe(luck);
		const { findings } = await told(broken, at % 3 === 0 ? before : undefined);
		for (const finding of findings) codes.add(finding.code);
		const found = [
			...findings.flatMap(flawsOf),
			...findings.filter(hasNoLine).map((finding) => `no line: ${JSON.stringify(finding)}`),
			...manyOfOne(findings),
		];
		for (const flaw of found) flaws.add(`${what}: ${flaw}`);
	}
	expect([...flaws]).toEqual([]);
	expect(codes.size).toBeGreaterThan(40);
});
