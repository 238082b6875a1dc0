// @ts-check
import { continueWith } from "./bootstrap.mjs";

await continueWith(new URL("./deploy.ts", import.meta.url), { tools: true });
