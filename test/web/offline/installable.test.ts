import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LANGUAGES } from "../../../web/words/language.ts";
import { Device, startProduct } from "./device.ts";

test("Chromium finds nothing that stands in the way of installation", async () => {
	const [product, device] = [await startProduct(), new Device()];
	const page = await device.open(product.address);
	await page.getByRole("combobox").waitFor();
	const session = await page.context().newCDPSession(page);
	const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
	expect(installabilityErrors).toEqual([]);
	const { errors, url } = await session.send("Page.getAppManifest");
	expect(errors).toEqual([]);
	expect(url).toBe(`${product.address}/manifest.de.webmanifest`);
	expect(await session.send("Page.getAppId")).toMatchObject({ appId: `${product.address}/` });
});

test("no icon is heavier than 20 kB", () => {
	const folder = join(import.meta.dirname, "../../../web/public/icons");
	const heavy = readdirSync(folder).filter((name) => statSync(join(folder, name)).size > 20_000);
	expect(heavy).toEqual([]);
});

test("every language of the page has its manifest, and they are one app", () => {
	const folder = join(import.meta.dirname, "../../../web/public");
	for (const language of LANGUAGES) {
		const manifest = JSON.parse(readFileSync(join(folder, `manifest.${language}.webmanifest`), "utf8"));
		expect(manifest).toMatchObject({ id: "/", start_url: "/", lang: language, display: "standalone" });
	}
});
