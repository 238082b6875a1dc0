import { textsOf } from "../../data/model/fields.ts";

/** What the page hears of its service worker. */
export interface Heard {
	/** A newer version of the page is there and waits. */
	readonly onNewVersion: () => void;
	/** The town has published other dates since the page was loaded. */
	readonly onNewDates: () => void;
	/** A notification was clicked while this page was open. */
	readonly onShow: (address: string) => void;
}

const AN_HOUR = 3_600_000;

/** The one address that becomes a script; everything else is refused by the content security policy. */
const ADDRESS = "/sw.js";

/** Registers the service worker. `undefined` where there is none: an old browser, or a page without https. */
export async function linkServiceWorker(heard: Heard): Promise<ServiceWorkerRegistration | undefined> {
	if (!("serviceWorker" in navigator)) return undefined;
	navigator.serviceWorker.addEventListener("message", ({ data }) => {
		const { kind, address } = textsOf(data);
		if (kind === "new-dates") heard.onNewDates();
		if (kind === "show" && address) heard.onShow(address);
	});
	const known = navigator.serviceWorker.controller !== null;
	const registration = await navigator.serviceWorker
		.register(scriptAddress() as string, { updateViaCache: "none" })
		.catch(() => undefined);
	if (!registration) return undefined;
	if (known) watchForVersions(registration, heard);
	else keepWhatIsLoaded();
	return registration;
}

/** The household has agreed: the new version takes over, and every open page is loaded anew. */
export function takeOver(registration: ServiceWorkerRegistration): void {
	navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
	if (registration.waiting) registration.waiting.postMessage({ kind: "take-over" });
	else location.reload();
}

function scriptAddress(): unknown {
	const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypesFactory };
	return trustedTypes?.createPolicy("tonnentag", { createScriptURL: () => ADDRESS }).createScriptURL("") ?? ADDRESS;
}

/** As far as it is used here: the DOM library of TypeScript does not have it yet. */
interface TrustedTypesFactory {
	createPolicy(
		name: string,
		rules: { createScriptURL(text: string): string },
	): { createScriptURL(text: string): unknown };
}

function watchForVersions(registration: ServiceWorkerRegistration, { onNewVersion }: Heard): void {
	if (registration.waiting) onNewVersion();
	registration.addEventListener("updatefound", () => {
		const fresh = registration.installing;
		fresh?.addEventListener("statechange", () => fresh.state === "installed" && onNewVersion());
	});
	// Another window agreed: what this one still has to load is no longer there.
	navigator.serviceWorker.addEventListener("controllerchange", onNewVersion);
	const look = () => document.hidden || registration.update().catch(() => undefined);
	document.addEventListener("visibilitychange", look);
	setInterval(look, AN_HOUR);
}

/** At the first visit the page was there before its service worker, which has not seen the town's data. */
async function keepWhatIsLoaded(): Promise<void> {
	const { active } = await navigator.serviceWorker.ready;
	const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
	// The list of towns may have come with the page.
	const addresses = [...new Set([new URL("/api/towns", location.href).href, ...loaded])].filter((each) =>
		new URL(each).pathname.startsWith("/api/towns"),
	);
	active?.postMessage({ kind: "keep", addresses });
}
