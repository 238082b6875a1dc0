// @ts-check
import { continueWith } from "./bootstrap.mjs";

await continueWith("./build-all.ts");
