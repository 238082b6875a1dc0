import { openMemory } from "./household/memory.ts";
import { AppPage } from "./page/app-page.ts";
import { TownSource } from "./page/town-source.ts";
import { parseLanguage, preferredLanguage, speak } from "./words/language.ts";

/** The only place that knows the clock, the network and the storage. */
async function start(): Promise<void> {
	const memory = await openMemory();
	await speak(parseLanguage(await memory.language()) ?? preferredLanguage(navigator.languages));
	const source = new TownSource(fetch.bind(globalThis));
	document.body.prepend(new AppPage({ memory, source, clock: () => Date.now() }));
}

start();
