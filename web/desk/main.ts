import { parseTownId } from "../../data/model/town.ts";
import { DeskPage } from "./desk-page.ts";
import { Work } from "./draft/work.ts";
import importer from "./reader/importer.ts?worker&url";
import { Reader } from "./reader/reader.ts";
import { DeskServer } from "./server/desk-server.ts";
import { DraftKeeper } from "./server/draft-keeper.ts";
import { speakAsAsked } from "./words/speak.ts";

/** The only place of the desk that knows the clock, the network, luck and the storage. */
async function start(): Promise<void> {
	const town = parseTownId(location.pathname.split("/")[2] ?? "");
	if (!town) throw new Error("the address names no town");
	// Before the page looks at its address, which says what it shows.
	const invite = inviteOfAddress();
	await speakAsAsked(navigator.languages);
	const now = () => `${new Date().toISOString().slice(0, 19)}Z`;
	const work = new Work({ town, reader: new Reader(startImporter), now });
	const strike = new Work({ town, reader: new Reader(startImporter), now });
	const server = new DeskServer(fetch.bind(globalThis), town);
	const page = new DeskPage();
	const keeper = new DraftKeeper(server, work, (then) => setTimeout(then, A_MOMENT));
	Object.assign(page, { town, work, strike, server, keeper, invite, luck: Math.random });
	document.body.append(page);
	await page.open();
}

/** The secret of a link is read once, and does not stay in the address. */
function inviteOfAddress(): string | undefined {
	const invite = /^#invite=([\w-]+)$/u.exec(location.hash)?.[1];
	if (invite !== undefined) history.replaceState(null, "", `${location.pathname}#zugang`);
	return invite;
}

/** Who types is not interrupted by each letter on its way to the server; milliseconds. */
const A_MOMENT = 1500;

let scriptAddress: string | undefined;

/** Under Trusted Types an address of a script needs a policy; this page has the one. */
function startImporter(): Worker {
	scriptAddress ??= trustedAddress();
	return new Worker(scriptAddress, { type: "module" });
}

/** Made once: a policy of a name is not made twice. */
function trustedAddress(): string {
	const policy = (globalThis as { trustedTypes?: PolicyMaker }).trustedTypes?.createPolicy("tonnentag", {
		createScriptURL: () => new URL(importer, location.href).href,
	});
	return policy?.createScriptURL("") ?? importer;
}

interface PolicyMaker {
	createPolicy(name: string, rules: { createScriptURL: () => string }): { createScriptURL(given: string): string };
}

void start();
