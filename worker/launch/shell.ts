import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import type { Plugin, Rollup } from "vite";
import { ROOT } from "./paths.ts";

type Bundle = Rollup.OutputBundle;

/** What `web/shell/prerender.ts` tells of one language; the town's name and arms are left open. */
interface Prerendered {
	readonly language: string;
	readonly direction: "ltr" | "rtl";
	readonly street: Prerender;
	readonly streetWithArms: Prerender;
	readonly towns: Prerender;
}

interface Prerender {
	readonly title: string;
	readonly body: string;
}

/** What is left open: a town's name and arms, the towns to choose from, the town's colours, the list of towns as data. */
const SLOT = /%(TOWN|ARMS|CHOICES|LOOK|LIST)%/u;

/**
 * Lays `shell/<language>.json` beside the page: the first view as complete documents,
 * cut where the worker puts in what it knows of the towns (`worker/shell.ts`).
 */
export function shell(): Plugin {
	return {
		name: "shell",
		apply: "build",
		writeBundle({ dir }, bundle) {
			if (dir === undefined) throw new Error("the page is built into no folder");
			mkdirSync(join(dir, "shell"), { recursive: true });
			for (const each of prerendered())
				writeFileSync(join(dir, "shell", `${each.language}.json`), JSON.stringify(shellOf(each, bundle)));
		},
	};
}

/** In a process of its own: the page's elements shall not think that the build is a browser. */
function prerendered(): Prerendered[] {
	const script = join(ROOT, "web/shell/prerender.ts");
	return JSON.parse(execFileSync(process.execPath, [script], { encoding: "utf8", maxBuffer: 2 ** 24 }));
}

function shellOf(given: Prerendered, bundle: Bundle) {
	const [before = "", choice = "", after = ""] = given.towns.body.split(/(<li>(?:(?!<li>).)*%TOWN%.*?<\/li>)/su);
	if (choice === "") throw new Error("no list of towns in the shell");
	const street = documentOf(given, given.street, bundle);
	const streetWithArms = documentOf(given, given.streetWithArms, bundle);
	const towns = documentOf(given, { ...given.towns, body: `${before}%CHOICES%${after}` }, bundle);
	return {
		styles: hashesOf("style", street, towns),
		scripts: hashesOf("script", street, towns),
		street: street.split(SLOT),
		streetWithArms: streetWithArms.split(SLOT),
		towns: towns.split(SLOT),
		choice: choice.split(SLOT),
	};
}

/**
 * The built `index.html` in another language and with the first view in it. Its style
 * sheet stands within, so that nothing has to be fetched before it is painted; what
 * makes it alive is on its way early, and begins afterwards (`web/shell/begin.js`).
 */
function documentOf({ language, direction }: Prerendered, { title, body }: Prerender, bundle: Bundle): string {
	const page = textOf("index.html", bundle).replace(/<link rel="modulepreload"[^>]*>/gu, "");
	const manifest = readFileSync(join(ROOT, `web/public/manifest.${language}.webmanifest`), "utf8");
	const { description } = JSON.parse(manifest) as { description: string };
	const main = chunkOf("index.html", bundle);
	const early = [main, chunkOf("setup/setup-view.ts", bundle), chunkOf(`locales/generated/${language}.ts`, bundle)];
	const chunks = [...new Set(early.flatMap((chunk) => [...withImports(chunk, bundle)]))].map((name) => `"/${name}"`);
	const begin = readFileSync(join(ROOT, "web/shell/begin.js"), "utf8").replace('"%CHUNKS%"', chunks.join());
	return changed(page, [
		[/<html lang="de"/u, () => `<html lang="${language}" dir="${direction}"`],
		[/<title>.*?<\/title>/u, () => `<title>${title}</title>`],
		[/(?<=<meta name="description" content=")[^"]*/u, () => description],
		[/manifest\.de\./u, () => `manifest.${language}.`],
		[/<script type="module".*?<\/script>/u, () => `<script>${short(begin)}</script>`],
		[/<link rel="stylesheet"[^>]*href="\/([^"]*)">/u, (_, name) => `<style>${textOf(name, bundle)}</style>%LOOK%`],
		[/(?=<\/body>)/u, () => `<div id="shell">${body}</div><script type="application/json" id="towns">%LIST%</script>`],
	]);
}

function changed(text: string, changes: readonly (readonly [RegExp, (...match: string[]) => string])[]): string {
	for (const [place, words] of changes) {
		if (!place.test(text)) throw new Error(`index.html has no ${place}`);
		text = text.replace(place, words);
	}
	return text;
}

function textOf(name: string, bundle: Bundle): string {
	const asset = bundle[name];
	if (asset?.type !== "asset") throw new Error(`the page has no ${name}`);
	return String(asset.source);
}

/** The chunk of a module. `undefined`: German has no words to load. */
function chunkOf(module: string, bundle: Bundle): Rollup.OutputChunk | undefined {
	const chunks = Object.values(bundle).flatMap((each) => (each.type === "chunk" ? [each] : []));
	return chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module));
}

/** The names of a chunk and of all that it imports at once. */
function withImports(start: Rollup.OutputChunk | undefined, bundle: Bundle): Set<string> {
	const found = new Set(start ? [start.fileName] : []);
	for (const name of found) {
		const chunk = bundle[name];
		if (chunk?.type === "chunk") for (const each of chunk.imports) found.add(each);
	}
	return found;
}

function short(script: string): string {
	return script
		.replace(/^\/\/.*$|\/\*\*.*?\*\//gmu, "")
		.replace(/\s+/gu, " ")
		.trim();
}

/** The style sheets or scripts within, as the content security policy names them by their content. */
function hashesOf(element: "style" | "script", ...documents: readonly string[]): string[] {
	const within = new RegExp(`<${element}>(.*?)</${element}>`, "gsu");
	const contents = new Set(documents.flatMap((each) => [...each.matchAll(within)].map(([, content = ""]) => content)));
	return [...contents].map((each) => `'sha256-${createHash("sha256").update(each).digest("base64")}'`);
}
