import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { shownText } from "../page/browser.ts";
import { codeOn, useTownHall } from "./stage.ts";

/** A booked day is one more collection: in the headline, in the list, in the month. */

const hall = useTownHall();

test("what is confirmed is a date, moved by the town it moves, and cancelled it is none", async () => {
	const page = await hall.household();
	const code = await book(page);
	await toDates(page);
	await expect.poll(() => dayOf(page, "11.12.")).toContain(`Sperrmüll Angemeldet, Kennung ${code}`);
	await page.evaluate(() => {
		location.hash = "monat";
	});
	await page.locator("month-view td[data-day='2026-12-11']").click();
	await expect.poll(() => shownText(page.locator("month-view day-details"))).toContain("Sperrmüll");

	await hall.answer(code, { state: "confirmed", day: "2026-12-08" });
	await toDates(page);
	await expect.poll(() => dayOf(page, "8.12.")).toContain("Sperrmüll");
	expect(await dayOf(page, "11.12.")).not.toContain("Sperrmüll");

	await page.clock.setFixedTime(new Date("2026-12-07T19:00:00+01:00"));
	await page.reload();
	await expect.poll(() => shownText(page.locator("headline-card h1"))).toBe("Morgen, Dienstag 8. Dezember");
	await expect.poll(() => shownText(page.locator("headline-card"))).toContain("Sperrmüll");

	await hall.answer(code, { state: "declined", reason: "Der Wagen ist ausgefallen." });
	await page.reload();
	await expect.poll(() => shownText(page.locator("headline-card"))).not.toContain("Sperrmüll");
});

async function book(page: Page): Promise<string> {
	await page.goto(`${hall.product.address}/musterstadt#anliegen/sperrmuell`);
	await page.getByRole("button", { name: /Freitag, 11\. Dezember/ }).click();
	await page.getByRole("button", { name: "Eins mehr: Tisch" }).click();
	await page.getByRole("button", { name: "Weiter" }).click();
	await page.getByLabel("Hausnummer").fill("1");
	await page.getByLabel("Name, wie er an der Klingel steht").fill("Familie Kalender");
	await page.getByRole("button", { name: "Weiter" }).click();
	await page.getByRole("button", { name: "Verbindlich anmelden" }).click();
	return codeOn(page);
}

async function toDates(page: Page): Promise<void> {
	await page.goto(`${hall.product.address}/musterstadt#`);
	await page.reload();
	await page.locator("headline-card h1").waitFor();
}

/** What the list has on a day. */
async function dayOf(page: Page, date: string): Promise<string> {
	const lines = page
		.locator("agenda-list .day")
		.filter({ hasText: new RegExp(`\\D${date.replaceAll(".", "\\.")}`, "u") });
	return (await lines.count()) > 0 ? shownText(lines.first()) : "";
}
