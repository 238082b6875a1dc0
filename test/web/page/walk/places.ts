import type { Page } from "playwright-core";

/** A view to be walked over, and how the device stands there. */
export interface Place {
	readonly name: string;
	readonly hash?: string;
	readonly path?: string;
	/** The answers so far, as the tab keeps them; absent: as the device has it. */
	readonly step?: unknown;
	readonly household?: unknown;
	/** What shows that the view is there. */
	readonly shows: string;
	readonly prepare?: (page: Page) => Promise<void>;
}

interface Kept {
	readonly steps: readonly Record<string, unknown>[];
	readonly household: Record<string, unknown>;
}

/** Answers everything once, and takes down what the tab and the device keep of it. */
export async function learnPlaces(page: Page): Promise<Place[]> {
	const field = page.getByRole("combobox");
	await field.fill("waldstr");
	await page.getByRole("option").first().click();
	await page.locator("part-question .choice").first().waitFor();
	await page.goBack();
	await field.fill("hauptstr");
	await page.getByRole("option").filter({ hasText: "35999 Musterstadt" }).click();
	await page.locator("#number").fill("12");
	await page.locator("number-question .primary").click();
	await page.locator("services-question .primary").click();
	await page.locator("remind-question .button:not(.primary)").click();
	await page.locator("headline-card h1").waitFor();
	const { steps, household } = await page.evaluate(keptHere);
	const stepWith = (test: (step: Record<string, unknown>) => boolean) =>
		steps.find((step) => step.kind === "choosing" && test(step));
	const part = stepWith(({ street, place }) => String(street).includes("wald") && !place);
	const number = stepWith((step) => step.street !== undefined && step !== part && step.number === undefined);
	const services = stepWith((step) => step.place !== undefined && step.services === undefined);
	const remind = stepWith((step) => step.services !== undefined);
	const others = [{ ...household, kind: undefined, id: "other", name: "Oma", number: "14" }];
	return [
		{ name: "streets", shows: "street-question", prepare: (to) => typed(to, "am ") },
		{ name: "street", shows: "street-question" },
		{ name: "number", step: number, shows: "#number", prepare: (to) => to.locator("#number").fill("12") },
		{ name: "part", step: part, shows: "part-question .choice" },
		{ name: "services", step: services, shows: "services-question label" },
		{ name: "remind", step: remind, shows: "remind-question .primary" },
		{ name: "dates", household, shows: "out-button button" },
		...["monat", "mehr", "drucken", "teilen", "daten", "datenschutz", "einfach"].map((hash) => ({
			name: hash,
			hash,
			household,
			shows: "app-page h1",
		})),
		{ name: "adressen", hash: "adressen", household: { ...household, others }, shows: "addresses-view .homes" },
		{ name: "stray", path: "/atlantis", shows: "page-trouble h1" },
	];
}

async function typed(page: Page, words: string): Promise<void> {
	await page.getByRole("combobox").pressSequentially(words);
	await page.getByRole("option").nth(4).waitFor();
}

function keptHere(): Promise<Kept> {
	const steps: Record<string, unknown>[] = Object.values(JSON.parse(sessionStorage.getItem("tonnentag-steps") ?? "{}"));
	return new Promise((told) => {
		const asked = indexedDB.open("tonnentag", 1);
		asked.onsuccess = () => {
			const read = asked.result.transaction("kept").objectStore("kept").get("household");
			read.onsuccess = () => {
				asked.result.close();
				told({ steps, household: read.result });
			};
		};
	});
}

/** Back to the place, as if nothing had been pressed there. */
export async function goTo(page: Page, origin: string, place: Place): Promise<void> {
	const { hash = "", path = "/", step, household } = place;
	await page.goto(`${origin}/api/towns`);
	await page.evaluate(putBack, { step, household, address: path + (hash && `#${hash}`) });
	await page.reload();
	await page.locator(place.shows).first().waitFor();
	await place.prepare?.(page);
}

interface Before {
	readonly step: unknown;
	readonly household: unknown;
	readonly address: string;
}

async function putBack({ step, household, address }: Before): Promise<void> {
	const emptied = (name: string, value: unknown) =>
		new Promise<void>((done) => {
			const asked = indexedDB.open(name, 1);
			asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
			asked.onsuccess = () => {
				const work = asked.result.transaction("kept", "readwrite");
				work.objectStore("kept").clear();
				if (value) work.objectStore("kept").put(value, "household");
				work.oncomplete = () => {
					asked.result.close();
					done();
				};
			};
		});
	await emptied("tonnentag", household);
	await emptied("tonnentag-device", undefined);
	sessionStorage.clear();
	history.replaceState(null, "", "/");
	if (!step) return history.replaceState(null, "", address);
	const first = { kind: "choosing", town: (step as { town: string }).town };
	sessionStorage.setItem("tonnentag-steps", JSON.stringify({ first, walk: step }));
	history.replaceState({ depth: 0, step: "first" }, "", "/");
	history.pushState({ depth: 1, step: "walk" }, "", address);
}
