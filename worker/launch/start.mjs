// @ts-check
import { continueWith } from "./bootstrap.mjs";

await continueWith(new URL("./serve.ts", import.meta.url), { tools: false });
