import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { shownText } from "../web/page/browser.ts";
import { codeOn, useTownHall } from "../web/requests/stage.ts";

// What a household asks for on its phone is on the clerk's page, and the answer on the phone again.

const hall = useTownHall();

async function clerk(): Promise<Page> {
	const headers = { authorization: `Bearer ${hall.product.adminKey}` };
	const page = await hall.device({ extraHTTPHeaders: headers });
	await page.goto(`${hall.product.address}/desk/musterstadt#anliegen`);
	await page.getByRole("heading", { name: "Anfragen" }).waitFor();
	return page;
}

/** A sofa, for a household that has chosen its address; the code, as the clerk sees it. */
async function booked(page: Page, number: string): Promise<string> {
	await page.goto(`${hall.product.address}/musterstadt#anliegen/sperrmuell`);
	await page.getByRole("button", { name: "Freitag, 11. Dezember" }).click();
	await page.getByRole("button", { name: "Eins mehr: Sofa" }).click();
	await page.getByRole("button", { name: "Weiter" }).click();
	await page.getByLabel("Hausnummer").fill(number);
	await page.getByLabel("Name, wie er an der Klingel steht").fill("Familie Probe");
	await page.getByRole("button", { name: "Weiter" }).click();
	await page.getByRole("button", { name: "Verbindlich anmelden" }).click();
	return codeOn(page);
}

test("a request is read with all that was asked, answered with a reason, and the household reads it", async () => {
	const phone = await hall.household();
	const code = await booked(phone, "1");
	const desk = await clerk();
	const card = desk.locator("desk-request").filter({ hasText: code });
	await card.getByRole("heading", { name: "Am Marktbrunnen 1" }).waitFor();
	for (const words of ["1 × Sofa", "Familie Probe", "Freitag, 11. Dezember", "Bestätigt"])
		expect(await shownText(card)).toContain(words);
	await card.getByLabel("Antwort").selectOption({ label: "Abgelehnt" });
	await card.getByLabel("Warum? Der Haushalt liest es so.").fill("Das ist Gewerbemüll.");
	await card.getByRole("button", { name: "Antworten" }).click();
	await card.getByText("Der Haushalt sieht die Antwort.").waitFor();
	expect(await card.getByRole("button", { name: "Antworten" }).count()).toBe(0);
	await phone.reload();
	await expect.poll(() => shownText(phone.locator("one-request .card"))).toContain("Das ist Gewerbemüll.");
});

test("who answers what a colleague has answered meanwhile is told, and nothing is overwritten", async () => {
	const code = await booked(await hall.household(), "2");
	const desk = await clerk();
	const card = desk.locator("desk-request").filter({ hasText: code });
	await card.getByLabel("Antwort").waitFor();
	await hall.answer(code, { state: "working" });
	await card.getByLabel("Antwort").selectOption({ label: "Erledigt" });
	await card.getByRole("button", { name: "Antworten" }).click();
	await card.getByText("Inzwischen hat jemand anderes geantwortet. So steht es jetzt.").waitFor();
	expect(await shownText(card)).toContain("In Arbeit");
});

test("the list of a day has no names; one that stays is told why, and a day that is called off moves with all of it", async () => {
	const [one, other] = [await hall.household(), await hall.household()];
	await booked(one, "3");
	await booked(other, "4");
	const desk = await clerk();
	await desk.getByLabel("Was an diesem Tag zu holen ist").fill("2026-12-11");
	await desk.getByLabel("Was an diesem Tag zu holen ist").press("Tab");
	const list = desk.getByRole("group", { name: "Tagesliste" });
	await list.getByRole("rowheader", { name: "Am Marktbrunnen 3" }).waitFor();
	expect(await shownText(list)).not.toContain("Familie Probe");
	await desk.getByLabel("Am Marktbrunnen 3, Musterstadt: warum nicht?").fill("Nicht bereitgestellt");
	await desk.getByRole("button", { name: "Am Marktbrunnen 3, Musterstadt: nicht erledigt" }).click();
	await expect
		.poll(() => shownText(list.getByRole("row").filter({ hasText: "Am Marktbrunnen 3" })))
		.toContain("Nicht erledigt");
	await one.reload();
	await expect.poll(() => shownText(one.locator("one-request .card"))).toContain("Nicht bereitgestellt");
	await desk.getByLabel("alles Offene verschieben auf").fill("2026-12-18");
	await desk.getByRole("button", { name: "Alle verschieben" }).click();
	await desk.getByText(/(\d+) von \1 verschoben/u).waitFor();
	await other.reload();
	await expect.poll(() => shownText(other.locator("one-request"))).toContain("18. Dezember");
});

test("a photo of dumped waste is on the clerk's page, and nobody else's", async () => {
	const phone = await hall.device({
		geolocation: { latitude: 50.1, longitude: 8.7 },
		permissions: ["geolocation"],
	});
	await phone.goto(`${hall.product.address}/musterstadt#anliegen/wilder-muell`);
	await phone.getByLabel("Reifen").check();
	await phone.getByRole("button", { name: "Meinen Standort verwenden" }).click();
	await phone.getByText("Standort: 50.1").waitFor();
	const photo = await phone.evaluate(async () => {
		const canvas = Object.assign(document.createElement("canvas"), { width: 300, height: 200 });
		canvas.getContext("2d")?.fillRect(0, 0, 300, 200);
		return canvas.toDataURL("image/jpeg").split(",")[1] ?? "";
	});
	const files = { name: "foto.jpg", mimeType: "image/jpeg", buffer: Buffer.from(photo, "base64") };
	await phone.locator("#photos").setInputFiles(files);
	await phone.getByRole("button", { name: "Foto 1 entfernen" }).waitFor();
	await phone.getByRole("button", { name: "Absenden" }).click();
	await expect.poll(() => shownText(phone.locator("one-request"))).toContain("Foto hinzugefügt");
	const code = await codeOn(phone);
	const desk = await clerk();
	const card = desk.locator("desk-request").filter({ hasText: code });
	const image = card.getByRole("img", { name: "Foto 1 des Haushalts" });
	await image.scrollIntoViewIfNeeded();
	await expect.poll(() => image.evaluate((each) => (each as HTMLImageElement).naturalWidth)).toBe(300);
	const address = await image.evaluate((each) => (each as HTMLImageElement).src);
	expect((await fetch(address)).status).toBe(401);
});
