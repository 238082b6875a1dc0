import { spawnSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";

/** `npm run faults -- year`: the test of the year, with a look at every quarter of an hour. */
const ROOT = join(import.meta.dirname, "..", "..");
const parameters = [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", "--project", "remind", "year"];
const environment = { ...process.env, QUARTERS: "all" };
process.exitCode = spawnSync(process.execPath, parameters, { env: environment, stdio: "inherit" }).status ?? 1;
