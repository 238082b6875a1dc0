import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { installFromDebian } from "./debian.ts";
import { ROOT, take, tool } from "./step.ts";

/** `npm test`: sets up, checks, builds, and runs every test. Words after `--` go to vitest. */

const asked = process.argv.slice(2);
const report = join(mkdtempSync(join(tmpdir(), "tonnentag-tests-")), "report.json");

const ready =
	(await setUp()) &&
	(asked.length > 0 ||
		(await take({ name: "check", command: [process.execPath, join(ROOT, "test/setup/check.ts")], loud: true })));
const passed = ready && (await runTests());
process.exitCode = passed ? 0 : 1;

async function setUp(): Promise<boolean> {
	if (!installFromDebian()) {
		console.log("FAIL set-up: a package that the tests need could not be installed");
		return false;
	}
	return take({ name: "build", command: [process.execPath, join(ROOT, "worker/launch/build.mjs")] });
}

async function runTests(): Promise<boolean> {
	const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
	const ok = await take({
		name: "tests",
		command: tool("vitest/vitest.mjs", "run", ...reporters, ...asked),
		loud: true,
	});
	const told = readReport();
	// Last, for whoever sees only the end of the output.
	for (const line of secondTries(told)) console.log(line);
	for (const line of failures(told)) console.log(line);
	console.log(`${told.numPassedTests} passed, ${told.numFailedTests} failed, ${told.numPendingTests} skipped`);
	return ok;
}

/** What Vitest writes as JSON, in Jest's form. */
interface Report {
	readonly numPassedTests: number;
	readonly numFailedTests: number;
	readonly numPendingTests: number;
	readonly testResults: readonly {
		readonly name: string;
		readonly status: string;
		readonly message: string;
		readonly assertionResults: readonly {
			readonly fullName: string;
			readonly status: string;
			readonly failureMessages: readonly string[];
		}[];
	}[];
}

/** A line for each test that failed, and for each file that did not come as far as its tests. */
function failures({ testResults }: Report): string[] {
	return testResults.flatMap(({ name, status, message, assertionResults }) => {
		const failed = assertionResults.filter((each) => each.status === "failed");
		const file = relative(ROOT, name);
		if (failed.length === 0) return status === "failed" ? [`${file}: ${firstLine(message)}`] : [];
		return failed.map((each) => `${file} > ${each.fullName}: ${firstLine(each.failureMessages[0] ?? "")}`);
	});
}

/** What passed only when it was tried again is no success to be silent about: somebody has to look at it. */
function secondTries({ testResults }: Report): string[] {
	return testResults.flatMap(({ name, assertionResults }) =>
		assertionResults
			.filter(({ status, failureMessages }) => status === "passed" && failureMessages.length > 0)
			.map((each) => {
				const why = firstLine(each.failureMessages[0] ?? "");
				return `passed at the second try: ${relative(ROOT, name)} > ${each.fullName}: ${why}`;
			}),
	);
}

function firstLine(text: string): string {
	return text.split("\n", 1)[0]?.slice(0, 200) ?? "";
}

function readReport(): Report {
	try {
		return JSON.parse(readFileSync(report, "utf8")) as Report;
	} catch {
		return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults: [] };
	}
}
