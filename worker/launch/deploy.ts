import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { layAssets } from "./assets.ts";
import { become } from "./bootstrap.mjs";
import { buildWhatChanged } from "./build.ts";
import { ROOT } from "./paths.ts";
import { readSettings } from "./settings.ts";

/** `npm run deploy`: builds, lays out the assets, and hands over to wrangler with all that was asked of us. */
await buildWhatChanged(console.log);
layAssets(readSettings(process.env, process.cwd()).towns);
process.env.WRANGLER_SEND_METRICS = "false";
await become(process.execPath, [
	join(dirname(createRequire(join(ROOT, "package.json")).resolve("wrangler/package.json")), "bin", "wrangler.js"),
	"deploy",
	"--config",
	join(ROOT, "worker", "wrangler.jsonc"),
	...process.argv.slice(2),
]);
