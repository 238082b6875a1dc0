// @ts-check
import { continueWith } from "./bootstrap.mjs";

await continueWith(new URL("./build-all.ts", import.meta.url), { tools: false });
