import { expect, test } from "vitest";
import { shownText } from "../page/browser.ts";
import { codeOn, counting, useTownHall } from "./stage.ts";

/** Each of the four kinds from the first tap to the clerk's answer, as a household sees it. */

const hall = useTownHall();

test("bulky waste: nine taps for a household that is set up, then the clerk's answer", async () => {
	const page = await hall.household();
	const hand = counting(page);
	await hand.press("link", "Anliegen an die Gemeinde");
	await hand.press("link", "Sperrmüll auf Abruf");
	await page.getByText("noch 20 frei").first().waitFor();
	// Free days before anything personal.
	expect(await page.getByLabel("Name, wie er an der Klingel steht").count()).toBe(0);
	await hand.press("button", "Freitag, 11. Dezember noch 20 frei");
	await hand.press("button", "Eins mehr: Sofa");
	await expect.poll(() => shownText(page.locator("bulky-form .sum"))).toBe("1500 von 6000 Litern · 0,00 €");
	await hand.press("button", "Weiter");
	await hand.write("Hausnummer", "1");
	await hand.write("Name, wie er an der Klingel steht", "Familie Probe");
	await hand.press("button", "Weiter");
	await page.getByText("Ab der 4. Abholung im Jahr kommen 40,00 € hinzu.").waitFor();
	await hand.press("button", "Verbindlich anmelden");
	await page.locator("one-request .card .code").waitFor();
	expect(hand.count).toBeLessThanOrEqual(9);
	await expect.poll(() => shownText(page.locator("one-request .card"))).toContain("Bestätigt");
	await hall.answer(await codeOn(page), { state: "done" });
	await page.reload();
	await expect.poll(() => shownText(page.locator("one-request .card"))).toContain("Erledigt");
});

test("a bin: ordered, and declined with the clerk's words", async () => {
	const page = await hall.household();
	await page.goto(`${hall.product.address}/musterstadt#anliegen/tonne`);
	await page.getByLabel("Restmüll 120 l").check();
	await page.getByLabel("Die Tonne ist beschädigt").check();
	await page.getByLabel("Nummer auf der alten Tonne").fill("RM-4711");
	await page.getByLabel("Ab wann?").selectOption({ label: "1. Januar 2027" });
	await page.getByLabel("Mir gehört das Haus").check();
	await page.getByLabel("Hausnummer").fill("1");
	await page.getByLabel("Nummer auf dem Gebührenbescheid").fill("12.345-6");
	await page.getByRole("button", { name: "Absenden" }).click();
	await expect.poll(() => shownText(page.locator("one-request .card"))).toContain("Eingegangen");
	await hall.answer(await codeOn(page), { state: "declined", reason: "Die Nummer gehört zu einem anderen Haus." });
	await page.reload();
	await expect
		.poll(() => shownText(page.locator("one-request .card")))
		.toContain("Abgelehnt Die Nummer gehört zu einem anderen Haus.");
});

test("not emptied: from the day's card inside its window, before it when it opens", async () => {
	const early = await hall.household({ at: "2026-12-04T14:00:00+01:00" });
	await expect
		.poll(() => shownText(early.locator("request-hint")))
		.toContain("Das können Sie ab Fr 4.12., 16 Uhr melden.");
	const page = await hall.household({ at: "2026-12-04T17:00:00+01:00" });
	await page.locator("request-hint").getByRole("link", { name: "Nicht geleert?" }).first().click();
	await page.locator("missed-form").getByText("Was wurde nicht geleert?").waitFor();
	expect(await page.locator("missed-form input[type=radio]:checked").count()).toBe(1);
	for (const box of await page.locator("missed-form #checks input").all()) await box.check();
	await page.getByLabel("Hausnummer").fill("1");
	await page.getByRole("button", { name: "Absenden" }).click();
	await expect.poll(() => shownText(page.locator("one-request .card"))).toContain("Eingegangen");
	await hall.answer(await codeOn(page), { state: "working" });
	await page.reload();
	await expect.poll(() => shownText(page.locator("one-request .card"))).toContain("In Arbeit");
});

test("dumping: the position after a press, a photo without its place; danger gives the telephone", async () => {
	const page = await hall.device({
		geolocation: { latitude: 50.1234567, longitude: 8.7654321 },
		permissions: ["geolocation"],
	});
	await page.goto(`${hall.product.address}/musterstadt#anliegen/wilder-muell`);
	await page.getByLabel("Es besteht Gefahr").check();
	await page.getByRole("link", { name: "112" }).waitFor();
	expect(await page.getByRole("button", { name: "Absenden" }).count()).toBe(0);
	await page.getByLabel("Es besteht Gefahr").uncheck();
	await page.getByLabel("Reifen").check();
	await page.getByRole("button", { name: "Meinen Standort verwenden" }).click();
	await page.getByText("Standort: 50.12346, 8.76543").waitFor();
	await page
		.locator("#photos")
		.setInputFiles({ name: "foto.jpg", mimeType: "image/jpeg", buffer: await pictureWithPlace(page) });
	await page.getByRole("button", { name: "Foto 1 entfernen" }).waitFor();
	await page.getByRole("button", { name: "Absenden" }).click();
	await expect.poll(() => shownText(page.locator("one-request"))).toContain("Foto hinzugefügt");
	const [, code, secret = ""] = /#anliegen\/(.{8})\.(.+)$/u.exec(page.url()) ?? [];
	const photo = await fetch(`${hall.product.address}/api/requests/musterstadt.${code}/photos/1`, {
		headers: { authorization: `Bearer ${secret}` },
	});
	const bytes = Buffer.from(await photo.arrayBuffer());
	expect(bytes.includes("Exif")).toBe(false);
	expect(widthOf(bytes)).toBe(1600);
});

/** 3,200 pixels wide, with an EXIF segment as cameras write it. */
async function pictureWithPlace(page: import("playwright-core").Page): Promise<Buffer> {
	const base64 = await page.evaluate(() => {
		const canvas = document.createElement("canvas");
		canvas.width = 3200;
		canvas.height = 1800;
		canvas.getContext("2d")?.fillRect(100, 100, 900, 900);
		return canvas.toDataURL("image/jpeg").split(",")[1] ?? "";
	});
	const plain = Buffer.from(base64, "base64");
	const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0x00, 0x0c]), Buffer.from("Exif\0\0GPS!")]);
	return Buffer.concat([plain.subarray(0, 2), exif, plain.subarray(2)]);
}

function widthOf(jpeg: Buffer): number {
	const frame = [0xc0, 0xc2].map((marker) => jpeg.indexOf(Buffer.from([0xff, marker]))).find((at) => at >= 0) ?? 0;
	return jpeg.readUInt16BE(frame + 7);
}
