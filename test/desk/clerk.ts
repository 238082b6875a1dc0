import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** A clerk at the desk: mouse and keyboard, real files, and no JSON. */

/** By how the question begins: the answer's beginning, and what is written or left ticked below it. */
export interface Choice {
	readonly answer?: string;
	/** Into fields, by their labels; what is not named stays as it is proposed. */
	readonly write?: Readonly<Record<string, string>>;
	/** Of the ticked ones only these stay. */
	readonly tick?: readonly string[];
}

export type Choices = Readonly<Record<string, Choice>>;

export async function goTo(page: Page, view: string): Promise<void> {
	await page.getByRole("navigation").getByRole("link", { name: view }).click();
	await page.getByRole("heading", { level: 1, name: view }).waitFor();
}

/** Drags them over the page and lets go, as a mouse does. */
export async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
	const files = paths.map((path) => ({ name: basename(path), content: readFileSync(path).toString("base64") }));
	const data = await page.evaluateHandle((given) => {
		const transfer = new DataTransfer();
		for (const { name, content } of given)
			transfer.items.add(new File([Uint8Array.from(atob(content), (each) => each.charCodeAt(0))], name));
		return transfer;
	}, files);
	const read = await page.evaluateHandle(readOnce);
	await page.locator("desk-files .drop").dispatchEvent("drop", { dataTransfer: data });
	await read.evaluate(({ done }) => done);
	await settled(page);
}

/** In the page: when files have been read that are not there yet. Right after a drop nothing has begun. */
function readOnce(): { done: Promise<void> } {
	const { work } = document.querySelector("desk-page") as unknown as { work: EventTarget & { busy: number } };
	let hasBegun = false;
	const done = new Promise<void>((told) => {
		work.addEventListener("change", () => {
			hasBegun ||= work.busy > 0;
			if (hasBegun && work.busy === 0) told();
		});
	});
	return { done };
}

/** All that was asked for has been read. */
export async function settled(page: Page): Promise<void> {
	await page.locator("desk-page main").waitFor();
	await page.waitForFunction(() => {
		const desk = document.querySelector("desk-page") as unknown as { work: { busy: number } } | null;
		return desk !== null && desk.work.busy === 0;
	});
}

export function answersGiven(page: Page): Promise<number> {
	return page.evaluate(
		() => (document.querySelector("desk-page") as unknown as { work: { answers: number } }).work.answers,
	);
}

/** Answers whatever is asked until nothing is; what no choice speaks of has its first answer as it is proposed. */
export async function answerAll(page: Page, choices: Choices): Promise<void> {
	await goTo(page, "Fragen");
	await settled(page);
	const card = page.locator("desk-question").first();
	while ((await questionsLeft(page)) > 0) {
		const before = await answersGiven(page);
		const ask = ((await card.getByRole("heading").textContent()) ?? "").trim();
		const [, choice] = Object.entries(choices).find(([begin]) => ask.startsWith(begin)) ?? ["", {}];
		await answer(card, choice);
		// One answer may bring another question: the number of those that are open tells nothing.
		await expect.poll(() => answersGiven(page), { message: ask }).toBeGreaterThan(before);
		await settled(page);
	}
}

/** As many as stand there, once all that are open do. */
async function questionsLeft(page: Page): Promise<number> {
	const left = await page.waitForFunction(() => {
		const desk = document.querySelector("desk-page") as unknown as { work: { open: readonly unknown[] } } & Element;
		const cards = desk.shadowRoot?.querySelector("desk-questions")?.shadowRoot?.querySelectorAll("desk-question");
		return cards?.length === desk.work.open.length ? { count: cards.length } : undefined;
	});
	return (await left.jsonValue())?.count ?? 0;
}

async function answer(card: Locator, { answer = "", write = {}, tick }: Choice): Promise<void> {
	const radios = card.getByRole("radio");
	const list = card.getByRole("combobox");
	if ((await radios.count()) > 0)
		await card.locator("label.tick", { hasText: answer }).first().getByRole("radio").check();
	else if ((await list.count()) > 0) await list.selectOption(answer === "" ? { index: 1 } : { label: answer });
	for (const [label, text] of Object.entries(write)) await card.getByLabel(label, { exact: true }).fill(text);
	if (tick)
		for (const box of await card.locator("label.tick", { has: card.page().getByRole("checkbox") }).all()) {
			const name = ((await box.textContent()) ?? "").trim();
			await box.getByRole("checkbox").setChecked(tick.includes(name));
		}
	await card.getByRole("button", { name: "Antworten" }).click();
}

/** Leaves out what stands in the files and is wrong there, kind by kind, with a reason. */
export async function leaveOut(page: Page, reasons: Readonly<Record<string, string>>): Promise<void> {
	await goTo(page, "Befunde");
	await settled(page);
	const findings = page.locator("desk-findings article.problem");
	for (let left = await findings.count(); left > 0; left = await findings.count()) {
		const finding = findings.first();
		const words = (await finding.textContent()) ?? "";
		const because = Object.entries(reasons).find(([part]) => words.includes(part))?.[1];
		if (because === undefined) throw new Error(`nothing is known of: ${words}`);
		await finding.getByRole("button", { name: "Auslassen und sagen, warum" }).click();
		await finding.getByLabel("Warum?").fill(because);
		await finding.getByRole("button", { name: "Auslassen", exact: true }).click();
		await page.waitForFunction((before) => {
			const view = document.querySelector("desk-page")?.shadowRoot?.querySelector("desk-findings");
			return (view?.shadowRoot?.querySelectorAll("article.problem").length ?? 0) !== before;
		}, left);
		await settled(page);
	}
}

export async function publish(page: Page): Promise<void> {
	await goTo(page, "Vergleichen und veröffentlichen");
	await settled(page);
	await page.getByLabel("Alles verglichen, alles stimmt").check();
	await page.getByRole("button", { name: "Veröffentlichen", exact: true }).click();
	await page.getByText("Veröffentlicht: Ausgabe").waitFor();
}
