import { spawnSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";

/** `npm run faults -- desk`: each town of `towns.ts`, from dropped files to published dates. */
const ROOT = join(import.meta.dirname, "..", "..");
const parameters = [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", "--project", "desk"];
const environment = { ...process.env, DESK_TOWNS: process.env.DESK_TOWNS ?? "all" };
process.exitCode = spawnSync(process.execPath, parameters, { env: environment, stdio: "inherit" }).status ?? 1;
