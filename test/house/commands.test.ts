import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

// A file that begins its work while it is loaded cannot use what stands below: it is not there yet.

const ROOT = join(import.meta.dirname, "..", "..");

const BEGINS = /^(?:try \{|(?:process\.exitCode = )?(?:await )?[a-z]\w*\(.*\)(?:\.\w+\(.*)?;?$)/u;
const LATER = /^(?:export )?(?:const|let|class) (\w+)/u;

function madeTooLate(text: string): string[] {
	const lines = text.split("\n");
	const begins = lines.findIndex((line) => BEGINS.test(line));
	return begins < 0 ? [] : lines.slice(begins).flatMap((line) => LATER.exec(line)?.[1] ?? []);
}

test("what a command needs is made before it begins", () => {
	const files = globSync("{data,worker,test/setup,test/bench}/**/*.{ts,mjs}", { cwd: ROOT }).filter(
		(path) => !path.includes("node_modules"),
	);
	const commands = files.map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
	const late = commands.flatMap(({ path, text }) => madeTooLate(text).map((name) => `${path}: ${name}`));
	expect(late).toEqual([]);
});

test("the rule sees what it is meant to see", () => {
	const begun = "const A = 1;\nprocess.exitCode = await main(process.argv.slice(2));\nconst B = 2;\n";
	expect(madeTooLate(begun)).toEqual(["B"]);
	expect(madeTooLate("try {\n\tserve();\n} catch {}\nclass C {}\n")).toEqual(["C"]);
	expect(madeTooLate("export function f() {}\nconst B = 2;\n")).toEqual([]);
});
