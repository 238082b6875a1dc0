import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
	const { numPassedTests, numFailedTests, numPendingTests } = readReport();
	console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
	return ok;
}

interface Report {
	readonly numPassedTests: number;
	readonly numFailedTests: number;
	readonly numPendingTests: number;
}

function readReport(): Report {
	try {
		return JSON.parse(readFileSync(report, "utf8")) as Report;
	} catch {
		return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
	}
}
