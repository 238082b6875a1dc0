import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LANGUAGES } from "../../../web/words/page-language.ts";
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
		expect(manifest.shortcuts).toHaveLength(2);
		expect(manifest.icons.filter(({ purpose }: { purpose?: string }) => purpose === "maskable")).toHaveLength(2);
		const { screenshots } = manifest as { screenshots: { src: string; sizes: string; form_factor: string }[] };
		expect(screenshots.map((each) => each.form_factor)).toEqual(["narrow", "wide"]);
		for (const { src, sizes } of screenshots) expect(sizeOfJpeg(readFileSync(join(folder, src)))).toBe(sizes);
	}
});

/** `412x892`, as the first frame header of a JPEG says it. */
function sizeOfJpeg(bytes: Buffer): string {
	for (let at = 2; at < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
		const marker = bytes.readUInt8(at + 1);
		if (marker >= 0xc0 && marker <= 0xc2) return `${bytes.readUInt16BE(at + 7)}x${bytes.readUInt16BE(at + 5)}`;
	}
	throw new Error("no JPEG");
}
