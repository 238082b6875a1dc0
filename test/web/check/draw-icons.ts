import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { chromium } from "playwright-core";

/** Draws the icons of the installed app from `web/public/icon.svg`; run when the drawing changes, and commit what it makes. */
const PUBLIC = join(import.meta.dirname, "..", "..", "..", "web", "public");
const GROUND = "#fbfaf7";

/** Maskable icons are cut to circles by some systems: the bin stays within the inner four fifths. */
const ICONS = [
	{ name: "icon-192", size: 192, bin: 0.9, ground: "transparent" },
	{ name: "icon-512", size: 512, bin: 0.9, ground: "transparent" },
	{ name: "maskable-192", size: 192, bin: 0.62, ground: GROUND },
	{ name: "maskable-512", size: 512, bin: 0.62, ground: GROUND },
	{ name: "apple-touch-icon", size: 180, bin: 0.72, ground: GROUND },
];

const drawing = readFileSync(join(PUBLIC, "icon.svg")).toString("base64");
mkdirSync(join(PUBLIC, "icons"), { recursive: true });
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
	args: ["--no-sandbox"],
});
for (const { name, size, bin, ground } of ICONS) {
	const page = await browser.newPage({ viewport: { width: size, height: size } });
	await page.setContent(
		`<style>body{margin:0;block-size:100vh;display:grid;place-items:center;background:${ground}}img{inline-size:${bin * size}px}</style><img src="data:image/svg+xml;base64,${drawing}">`,
	);
	await page.screenshot({ path: join(PUBLIC, "icons", `${name}.png`), omitBackground: true });
	await page.close();
}
await browser.close();
