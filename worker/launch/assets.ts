import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BUILT_PAGE, DIST } from "./paths.ts";

/**
 * Lays out what Cloudflare serves: `page/` as built, `towns/<town>/dataset.json`, and
 * `towns/index.json` with the names of the towns, because assets cannot be listed.
 */
export function layAssets(towns: string): void {
	const assets = join(DIST, "assets");
	rmSync(assets, { recursive: true, force: true });
	mkdirSync(join(assets, "towns"), { recursive: true });
	cpSync(BUILT_PAGE, join(assets, "page"), { recursive: true });
	const names = readdirSync(towns).filter((name) => existsSync(join(towns, name, "dataset.json")));
	for (const name of names) cpSync(join(towns, name, "dataset.json"), join(assets, "towns", name, "dataset.json"));
	writeFileSync(join(assets, "towns", "index.json"), `${JSON.stringify(names.sort())}\n`);
}
