import { makeApp } from "./app.ts";
import { assetFiles } from "./home/assets.ts";
import { diskFiles } from "./home/disk.ts";
import type { FileHost, Files } from "./home/files.ts";
import { parseOrigins } from "./http/origin.ts";
import { TownShelf } from "./town/shelf.ts";

/** Set by the build: the hash of the sources. */
declare const REVISION: string;

/** What the homes bind: one machine `PAGE` and `TOWNS`, Cloudflare `ASSETS`. */
interface Env {
	readonly PAGE?: FileHost;
	readonly TOWNS?: FileHost;
	readonly ASSETS?: FileHost;
	readonly TONNENTAG_ORIGINS?: string;
}

/** One per isolate: it remembers the towns. */
let app: ReturnType<typeof makeApp> | undefined;

export default {
	fetch(request: Request, env: Env): Response | Promise<Response> {
		app ??= makeApp({ ...homeOf(env), now: Date.now, revision: REVISION, tell });
		return app.fetch(request);
	},
};

function homeOf(env: Env) {
	const { page, towns } = filesOf(env);
	return {
		page,
		towns: new TownShelf(towns, () => performance.now(), tell),
		origins: parseOrigins(env.TONNENTAG_ORIGINS ?? ""),
	};
}

function filesOf({ PAGE, TOWNS, ASSETS }: Env): { page: Files; towns: Files } {
	if (PAGE && TOWNS) return { page: diskFiles(PAGE), towns: diskFiles(TOWNS) };
	if (ASSETS) return { page: assetFiles(ASSETS, "page"), towns: assetFiles(ASSETS, "towns") };
	throw new Error("no home: neither PAGE and TOWNS nor ASSETS are bound");
}

/** The log: one line of JSON each, and nothing of any person. */
function tell(event: object): void {
	console.log(JSON.stringify(event));
}
