import { parseTownId } from "../../data/model/town.ts";
import { DeskPage } from "./desk-page.ts";
import { Work } from "./draft/work.ts";
import importer from "./reader/importer.ts?worker&url";
import { Reader } from "./reader/reader.ts";
import { DeskServer } from "./server/desk-server.ts";
import { speakAsAsked } from "./words/speak.ts";

/** The only place of the desk that knows the clock, the network, luck and the storage. */
async function start(): Promise<void> {
	const town = parseTownId(location.pathname.split("/")[2] ?? "");
	if (!town) throw new Error("the address names no town");
	await speakAsAsked(navigator.languages);
	const now = () => `${new Date().toISOString().slice(0, 19)}Z`;
	const work = new Work({ town, reader: new Reader(startImporter), now });
	const server = new DeskServer(fetch.bind(globalThis), town);
	const page = new DeskPage();
	Object.assign(page, { town, work, server, luck: Math.random });
	document.body.append(page);
	await page.open();
}

/** Under Trusted Types an address of a script needs a policy; this page has the one. */
function startImporter(): Worker {
	const policy = (globalThis as { trustedTypes?: PolicyMaker }).trustedTypes?.createPolicy("tonnentag", {
		createScriptURL: () => new URL(importer, location.href).href,
	});
	return new Worker(policy?.createScriptURL("") ?? importer, { type: "module" });
}

interface PolicyMaker {
	createPolicy(name: string, rules: { createScriptURL: () => string }): { createScriptURL(given: string): string };
}

void start();
