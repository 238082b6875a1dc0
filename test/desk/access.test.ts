import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../web/page/chromium.ts";
import { Product } from "../worker/launch/product.ts";
import { answerAll, dropFiles, goTo, publish, settled } from "./clerk.ts";

// From one link to a published year, a strike in between, and a colleague: with a passkey, and nothing typed but words.

const ROOT = join(import.meta.dirname, "..", "..");
const TOWN = "zugangsstadt";
const product = new Product();
const home = mkdtempSync(join(tmpdir(), "tonnentag-home-"));
let browser: Browser;
let context: BrowserContext;
let page: Page;

const DAYS = ["07.01.2027", "21.01.2027", "04.02.2027"];
const DATES = `Datum;Abfallart;Bezirk\n${DAYS.flatMap((day) => [`${day};Restmüll;Nord`, `${day};Papier;Süd`]).join("\n")}\n`;

const CHOICES = {
	"In welchem Land": { answer: "Hessen" },
	"Wer beantwortet Fragen": { write: { Name: "Abfallberatung", "E-Mail": "abfall@gemeinde.example" } },
	"Wer gibt die Termine heraus": { write: { Herausgeber: "Die Gemeinde" } },
};

beforeAll(async () => {
	mkdirSync(product.towns, { recursive: true });
	await product.start();
	browser = await launchChromium(home);
	writeFileSync(join(home, "termine.csv"), DATES);
	context = await browser.newContext({
		locale: "de-DE",
		viewport: { width: 390, height: 844 },
		reducedMotion: "reduce",
	});
	context.setDefaultTimeout(120_000);
	page = await context.newPage();
	const devtools = await context.newCDPSession(page);
	await devtools.send("WebAuthn.enable");
	const options = {
		protocol: "ctap2",
		transport: "internal",
		hasResidentKey: true,
		hasUserVerification: true,
	} as const;
	await devtools.send("WebAuthn.addVirtualAuthenticator", {
		options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
	});
});
afterAll(async () => {
	await browser?.close();
	await product.remove();
	rmSync(home, { recursive: true, force: true });
});

function invite(): Promise<string> {
	const given = [join(ROOT, "worker/launch/run.mjs"), join(ROOT, "worker/launch/invite.ts"), TOWN, "--name", "Anna"];
	const env = { ...process.env, TONNENTAG_STATE: product.state, PORT: new URL(product.address).port };
	return new Promise((resolve, reject) => {
		execFile(process.execPath, given, { env }, (error, out) => {
			const link = /http\S+#invite=\S+/u.exec(out)?.[0];
			if (link === undefined) reject(error ?? new Error(out));
			else resolve(link.replace("127.0.0.1", "localhost"));
		});
	});
}

async function served(): Promise<string> {
	return (await fetch(`${product.address}/api/towns/${TOWN}/dataset`)).text();
}

/** What waits at the server for whoever goes on. */
function draftOf(clerk: Page): Promise<string> {
	return clerk.evaluate(async (town) => (await fetch(`/api/desk/${town}/draft`)).text(), TOWN);
}

describe("a clerk with a link", () => {
	test("sets up the device, and the secret does not stay in the address", async () => {
		await page.goto(await invite());
		await page.getByRole("heading", { name: "Willkommen, Anna" }).waitFor();
		expect(page.url()).not.toContain("invite");
		await page.getByRole("button", { name: "Auf diesem Gerät einrichten" }).click();
		await page.getByRole("heading", { name: "Angemeldet" }).waitFor();
	});

	test("goes on with the draft after the browser was closed in the middle", async () => {
		await goTo(page, "Dateien");
		await dropFiles(page, [join(home, "termine.csv")]);
		await page.getByText("Entwurf gesichert").waitFor();
		await page.reload();
		await page.getByText("Entwurf gesichert").waitFor();
		await goTo(page, "Dateien");
		await page.getByRole("button", { name: "termine.csv entfernen" }).waitFor();
		await answerAll(page, CHOICES);
		await page.getByText("Entwurf gesichert").waitFor();
	});

	test("sees what a colleague did before anything is overwritten", async () => {
		const other = await context.newPage();
		await other.goto(page.url());
		await settled(other);
		await other.getByText("Entwurf gesichert").waitFor();
		await goTo(other, "Gemeinde");
		await other.getByLabel("Was die Satzung dazu sagt").fill("von der Kollegin");
		await other.getByLabel("Was die Satzung dazu sagt").press("Tab");
		await expect.poll(() => draftOf(other)).toContain("von der Kollegin");
		await goTo(page, "Gemeinde");
		await page.getByLabel("Telefon").fill("06000 1");
		await page.getByLabel("Telefon").press("Tab");
		await page.getByText("Jemand anderes hat an diesem Entwurf weitergearbeitet.").waitFor();
		await page.getByRole("button", { name: "Den anderen Stand holen" }).click();
		await expect.poll(() => page.getByLabel("Was die Satzung dazu sagt").inputValue()).toBe("von der Kollegin");
		await other.close();
	});

	test("publishes, and tells of a strike from the phone", async () => {
		await publish(page);
		await goTo(page, "Heute fällt etwas aus");
		await page.getByLabel("An welchem Tag").fill("2027-01-21");
		await page.getByLabel("An welchem Tag").press("Tab");
		await page.getByText("Papier, Süd").waitFor();
		await page.getByRole("checkbox").first().uncheck();
		await page.getByLabel("Neuer Tag").fill("2027-01-22");
		await page.getByLabel("Warum?").fill("Streik");
		await page.getByRole("button", { name: "Prüfen" }).click();
		await page.getByText("Do 21.1. -> Fr 22.1.2027").first().waitFor();
		await page.getByRole("button", { name: "Jetzt veröffentlichen" }).click();
		await page.getByText("Veröffentlicht: Ausgabe 2").waitFor();
		expect(await served()).toContain('"Streik"');
	});

	test("keeps the strike in the year that is being brought in, until it is undone", async () => {
		await expect.poll(() => draftOf(page)).toContain("Streik");
		await page.getByRole("button", { name: "Zurücknehmen: wieder wie vorher" }).click();
		await expect.poll(served).not.toContain('"Streik"');
		await expect.poll(() => draftOf(page)).not.toContain("Streik");
	});

	test("goes back to a kept edition and forth again, and is asked before", async () => {
		await goTo(page, "Ausgaben und Plan");
		await page.getByText(/Bis 4\. Februar 2027: noch \d+ Tage\./u).waitFor();
		await page.getByRole("button", { name: "Ausgabe 2 wieder veröffentlichen" }).click();
		await page.getByText("Haushalte sehen in spätestens zehn Sekunden wieder diesen Stand.").waitFor();
		expect(await served()).not.toContain('"Streik"');
		await page.getByRole("button", { name: "Wieder veröffentlichen", exact: true }).click();
		await page.getByText("Ausgabe 2 ist wieder veröffentlicht.").waitFor();
		await expect.poll(served).toContain('"Streik"');
	});

	test("tells households something beside the dates, and takes it away again", async () => {
		const told = async () => (await fetch(`${product.address}/api/towns/${TOWN}/notices`)).text();
		await goTo(page, "Hinweise an Haushalte");
		await page.getByLabel("Überschrift").first().fill("Recyclinghof zu");
		await page.getByLabel("Text").first().fill("Am Freitag nur bis Mittag.");
		await page.getByLabel("Erster Tag").fill("2026-11-01");
		await page.getByLabel("Letzter Tag").fill("2027-12-31");
		await page.getByRole("radio", { name: "Nur bestimmte Touren" }).check();
		await page.getByRole("button", { name: "Veröffentlichen", exact: true }).click();
		await page.getByText("Bitte mindestens eine Tour ankreuzen, oder «Alle».").waitFor();
		await page.getByRole("checkbox", { name: "Papier, Süd" }).check();
		await page.getByRole("button", { name: "Veröffentlichen", exact: true }).click();
		await page.getByText("Der Hinweis ist veröffentlicht.").waitFor();
		await expect.poll(told).toContain("Am Freitag nur bis Mittag.");
		await page.getByRole("button", { name: "Recyclinghof zu entfernen" }).click();
		await page.getByRole("button", { name: "Entfernen", exact: true }).click();
		await page.getByText("Es gibt keinen Hinweis.").waitFor();
		await expect.poll(told).toBe("[]");
	});

	test("sees no figure about fewer than five", async () => {
		await goTo(page, "Zahlen");
		await page.getByText("weniger als fünf", { exact: true }).waitFor();
	});

	test("goes on with what is published where no draft is begun", async () => {
		await page.evaluate(async (town) => {
			const draft = await fetch(`/api/desk/${town}/draft`);
			const headers = { "if-match": draft.headers.get("etag") ?? "" };
			await fetch(`/api/desk/${town}/draft`, { method: "DELETE", headers });
		}, TOWN);
		await page.reload();
		await goTo(page, "Dateien");
		await page.getByRole("button", { name: "Mit dem veröffentlichten Stand weiterarbeiten" }).click();
		await page.getByRole("button", { name: "termine.csv entfernen" }).waitFor();
		await settled(page);
		await goTo(page, "Vergleichen und veröffentlichen");
		await page.getByText(/\d+ Termine bleiben, 0 werden verschoben, 0 kommen dazu, 0 fallen weg/u).waitFor();
	});

	test("says of each change how many have a reminder there, never fewer than five", async () => {
		await goTo(page, "Dateien");
		await page.getByRole("button", { name: "changes.csv entfernen" }).click();
		await settled(page);
		await goTo(page, "Vergleichen und veröffentlichen");
		const change = page.getByRole("listitem").filter({ hasText: "Papier: Fr 22.1. -> Do 21.1.2027" });
		await change.getByText("Haushalte mit Erinnerung dort: weniger als fünf").waitFor();
	});

	test("signs out and in again", async () => {
		await goTo(page, "Zugang");
		await page.getByRole("button", { name: "Abmelden", exact: true }).click();
		await page.getByRole("button", { name: "Anmelden" }).click();
		await page.getByRole("heading", { name: "Angemeldet" }).waitFor();
		await page.getByRole("heading", { name: "Angemeldet" }).waitFor();
	});
});
