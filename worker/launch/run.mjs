// @ts-check
import { resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { continueWith } from "./bootstrap.mjs";

// `node run.mjs SCRIPT ...`: any script of the house in a Node that reads TypeScript, installed first if need be.
const [script = ""] = process.argv.splice(2, 1);
await continueWith(pathToFileURL(resolve(script)).href);
