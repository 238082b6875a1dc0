// @ts-check
import { continueWith } from "./bootstrap.mjs";

await continueWith("./deploy.ts");
