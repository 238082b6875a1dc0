// @ts-check
import { resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { continueWith } from "./bootstrap.mjs";

// `node worker/launch/run.mjs SCRIPT WORDS...`: runs a script of the project with any Node, on a fresh clone too.

const script = resolve(process.argv[2] ?? "");
process.argv.splice(1, 2, script);
await continueWith(pathToFileURL(script), { tools: true });
