import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { violationsOf } from "../page/axe.ts";
import { shownText } from "../page/browser.ts";
import { useTownHall } from "./stage.ts";

/** Every view of the requests, for whoever sees, hears or types it. */

const hall = useTownHall();
const VIEWS = [
	"",
	"/sperrmuell",
	"/sperrmuell/stuecke",
	"/sperrmuell/angaben",
	"/sperrmuell/pruefen",
	"/aufloesung",
	"/elektro",
	"/tonne",
	"/nicht-geleert",
	"/wilder-muell",
];

test.each(["de", "ar"])(
	"in %s no view has a violation, light or dark, and none scrolls sideways at 320 pixels",
	async (locale) => {
		const page = await hall.household({
			locale,
			viewport: { width: 320, height: 4000 },
			at: "2026-12-04T17:00:00+01:00",
		});
		const told: string[] = [];
		for (const view of VIEWS) {
			await page.evaluate((to) => {
				location.hash = `anliegen${to}`;
			}, view);
			await page.locator("requests-view h1").waitFor();
			for (const colorScheme of ["light", "dark"] as const) {
				await page.emulateMedia({ colorScheme });
				told.push(...(await flaws(page, `${view} ${colorScheme}`)));
			}
		}
		expect(told).toEqual([]);
	},
);

test("a bulky day booked by keyboard alone; errors stand at their fields and take the focus", async () => {
	const page = await hall.household();
	await page.goto(`${hall.product.address}/musterstadt#anliegen/sperrmuell`);
	await press(page, "button", "Freitag, 11. Dezember noch 20 frei");
	await arrived(page);
	await press(page, "button", "Weiter");
	await expect.poll(() => focused(page)).toBe("section#items");
	await page.getByText("Bitte nennen Sie mindestens ein Stück.").waitFor();
	for (let sofas = 0; sofas < 2; sofas++) await press(page, "button", "Eins mehr: Sofa");
	for (let beds = 0; beds < 3; beds++) await press(page, "button", "Eins mehr: Schrank");
	await press(page, "button", "Weiter");
	await page.getByLabel("Hausnummer").waitFor();
	await arrived(page);
	await press(page, "button", "Weiter");
	await expect.poll(() => focused(page)).toBe("input#number");
	await page.keyboard.type("1");
	await page.getByLabel("Name, wie er an der Klingel steht").focus();
	await page.keyboard.type("Familie Taste");
	await page.getByLabel("E-Mail oder Telefon").focus();
	await page.keyboard.type("kein@");
	await page.keyboard.press("Enter");
	await page.getByText("Das ist keine E-Mail-Adresse.").waitFor();
	await expect.poll(() => focused(page)).toBe("input#contact");
	await page.keyboard.press("Control+A");
	await page.keyboard.type("06181 4711");
	await page.keyboard.press("Enter");
	await page.getByRole("button", { name: "Verbindlich anmelden" }).waitFor();
	await arrived(page);
	await press(page, "button", "Verbindlich anmelden");
	await page.locator("one-request .card .code").waitFor();
	await expect.poll(() => focused(page)).toBe("h1");
});

test("a rule that refuses names its section, at the step to which it belongs", async () => {
	const page = await hall.household();
	await page.goto(`${hall.product.address}/musterstadt#anliegen/sperrmuell/stuecke`);
	for (const thing of ["Sofa", "Sofa", "Schrank", "Schrank", "Bettgestell", "Bettgestell"])
		await page.getByRole("button", { name: `Eins mehr: ${thing}` }).click();
	await page.getByRole("button", { name: "Weiter" }).click();
	await expect
		.poll(() => shownText(page.locator("bulky-form .why")))
		.toBe("Es sind zu viele Liter: höchstens 6.000. (§ 14 Abfallsatzung der Stadt Musterstadt)");
	expect(await page.locator("bulky-form .why a").getAttribute("href")).toBe(
		"https://www.musterstadt.example/satzung#14",
	);
});

test("what was begun is there after a reload; full and closed days say why they are none", async () => {
	const page = await hall.household({ at: "2026-12-03T13:00:00+01:00" });
	await page.goto(`${hall.product.address}/musterstadt#anliegen/sperrmuell`);
	await page.getByText("Woche der Weihnachtsbäume und Feiertage").first().waitFor();
	await expect.poll(() => shownText(page.locator("bulky-form .none").first())).toContain("zu kurzfristig");
	await page.getByRole("button", { name: "Dienstag, 8. Dezember eilig: 60,00 € mehr" }).waitFor();
	await page.getByRole("button", { name: /Freitag, 11\. Dezember/ }).click();
	await page.getByRole("button", { name: "Eins mehr: Tisch" }).click();
	await page.getByRole("button", { name: "Weiter" }).click();
	await page.getByLabel("Wo liegt es?").fill("am Zaun links");
	await expect.poll(() => page.evaluate(draft)).toContain("am Zaun links");
	await page.reload();
	await expect.poll(() => page.getByLabel("Wo liegt es?").inputValue()).toBe("am Zaun links");
	await page.goBack();
	await expect.poll(() => page.locator("output[data-item=tisch]").textContent()).toBe("1");
});

/** What the device has written down by now. */
function draft(): Promise<string> {
	return new Promise((done) => {
		const asked = indexedDB.open("tonnentag-device");
		asked.onsuccess = () => {
			const read = asked.result.transaction("kept").objectStore("kept").get("draft musterstadt sperrmuell");
			read.onsuccess = () => {
				asked.result.close();
				done(JSON.stringify(read.result));
			};
		};
	});
}

async function flaws(page: Page, view: string): Promise<string[]> {
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
	return [...(await violationsOf(page)), ...(wide > 0 ? [`${wide} pixels too wide`] : [])].map(
		(each) => `${view}: ${each}`,
	);
}

/** At the beginning of the next step. */
async function arrived(page: Page): Promise<void> {
	await expect.poll(() => focused(page)).toBe("h1");
}

/** As the keyboard does it. */
async function press(page: Page, role: "button", name: string): Promise<void> {
	await page.getByRole(role, { name }).first().waitFor();
	// Deliberate presses are half a second apart (`web/browser/press-guard.ts`); what comes sooner is let go.
	await new Promise((later) => setTimeout(later, 700));
	await page.getByRole(role, { name }).first().focus();
	await page.keyboard.press("Enter");
}

function focused(page: Page): Promise<string> {
	return page.evaluate(() => {
		let at = document.activeElement;
		while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
		return `${at?.localName}${at?.id ? `#${at.id}` : ""}`;
	});
}
