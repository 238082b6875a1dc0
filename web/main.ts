import { parseLanguage } from "../data/model/language.ts";
import { AppPage } from "./app/app-page.ts";
import { calm } from "./browser/calm.ts";
import { guardPresses } from "./browser/press-guard.ts";
import { openMemory } from "./household/memory.ts";
import { Shell } from "./shell/shell.ts";
import { TownSource } from "./town/town-source.ts";
import { preferredLanguage, speak } from "./words/page-language.ts";

/** The only place that knows the clock, the network and the storage. */
async function start(): Promise<void> {
	guardPresses();
	const shell = new Shell();
	const memory = await openMemory();
	await speak(parseLanguage(await memory.language()) ?? preferredLanguage(navigator.languages));
	const source = new TownSource(fetch.bind(globalThis), shell.towns);
	const clock = () => Date.now();
	const page = new AppPage({ memory, source, clock, calm });
	await shell.giveWay(page);
	// What a notification asks for is done at once. Else nobody waits for what belongs to the device.
	if (asked === "") await page.isRead.then(calm);
	const { startDevice } = await import("./app/start-device.ts");
	startDevice({ page, memory, clock, asked, question });
}

/** What a notification asks in the page's address, which the page then tidies. */
const asked = location.search;

/** Chromium asks early whether the page is to be installed, even before this script (`shell/begin.js`); the household is asked later. */
let question = (globalThis as { offeredEarly?: Event }).offeredEarly;
addEventListener("beforeinstallprompt", (event) => {
	event.preventDefault();
	question = event;
});

start();
