import { expect, test } from "vitest";
import type { Dataset } from "../../../data/model/dataset.ts";
import type { Day } from "../../../data/model/day.ts";
import { parseTownId } from "../../../data/model/town.ts";
import { must } from "../../worker/invented-town.ts";
import { click, find } from "./engines.ts";
import { onStage } from "./stage.ts";
import { townAround } from "./town.ts";

const NEXT = "nachbarstadt";

/** The same dates in another town. */
function nextTown(day: Day): readonly Dataset[] {
	const here = townAround(day);
	return [{ ...here, town: { ...here.town, id: must(parseTownId(NEXT)), name: "Nachbarstadt" } }];
}

/** Three houses of one browser: two in one place, and one in the next town. */
onStage(
	"a caretaker",
	(stage) => {
		async function choose(street: string, number = ""): Promise<void> {
			const { page } = stage;
			await (await find(page, "input#street")).type(`${street} ${number}`.trim());
			await click(page, "[role=option]", street);
			await click(page, "button", "Weiter");
			await click(page, "button", "Nein, danke");
			await find(page, "headline-card");
		}

		/** The texts of so many notifications, without what the browser puts before them. */
		async function shown(...titles: readonly string[]): Promise<string[]> {
			const all = [];
			for (const title of titles) all.push(await stage.desktop.shown(title));
			return all.map(({ body }) => inOrder(body.replace(/^<a .*<\/a>\s*/su, "").trim())).sort();
		}

		/** The address that was shown last is named first. */
		function inOrder(body: string): string {
			return body.replace(/^[^:]+/u, (names) => names.split(", ").sort().join(", "));
		}

		test("switches the reminders on in all three, by clicking", async () => {
			const { page, product } = stage;
			await page.goto(`${product.address}/teststadt`);
			await choose("Hauptstraße", "11");
			await stage.switchOn();
			await page.goto(`${product.address}/teststadt#adressen`);
			await click(page, "button", "Adresse hinzufügen");
			await choose("Hauptstraße", "13");
			await stage.switchOn();
			await stage.agreed();
			const wanted = await stage.kept<{ places: { id: string; place: string }[] }>("wanted teststadt");
			expect(new Set(wanted?.places.map(({ id }) => id)).size).toBe(2);
			expect(new Set(wanted?.places.map(({ place }) => place)).size).toBe(1);
			await page.goto(`${product.address}/${NEXT}`);
			await choose("Ahornweg");
			await stage.switchOn();
			await expect.poll(() => stage.subscriptions()).toBe(2);
			// One browser has one endpoint, whatever it is told.
			expect(new Set(stage.endpointsAtServer()).size).toBe(1);
			expect(stage.service.living).toHaveLength(1);
		});

		test("is told once of each place and evening, of both towns, by the names of the houses", async () => {
			expect(await stage.tick(stage.at(0, "19:00"))).toBe(2);
			expect(await shown("Morgen: Bioabfall", "Morgen: Restmüll + Bioabfall")).toEqual([
				"Ahornweg: Bitte bis 6:00 Uhr rausstellen",
				"Hauptstraße 11, Hauptstraße 13: Bitte bis 6:00 Uhr rausstellen",
			]);
			for (const time of ["19:15", "20:00", "22:00"]) expect(await stage.tick(stage.at(0, time))).toBe(0);
			expect(await stage.tick(stage.at(1, "05:45"))).toBe(0);
		});

		test("'later' of one place brings that one again, and nothing of the other town", async () => {
			expect(await stage.tick(stage.at(1, "19:00"))).toBe(2);
			const both = [await stage.desktop.shown("Morgen: Bioabfall"), await stage.desktop.shown("Morgen: Bioabfall")];
			const houses = both.find(({ body }) => body.includes("Hauptstraße 11") && body.includes("Hauptstraße 13"));
			stage.desktop.click(must(houses), "Später");
			await stage.told("later");
			expect(await stage.tick(stage.at(1, "20:00"))).toBe(1);
			expect(await shown("Morgen: Bioabfall")).toEqual([
				"Hauptstraße 11, Hauptstraße 13: Bitte bis 6:00 Uhr rausstellen",
			]);
		});

		test("switches off in one town, and is told in the other", async () => {
			await stage.page.goto(`${stage.product.address}/${NEXT}`);
			await click(stage.page, "button", "Ausschalten");
			await find(stage.page, "button", "Erinnerung einschalten");
			await expect.poll(() => stage.subscriptions()).toBe(1);
			expect(await stage.tick(stage.at(2, "19:00"))).toBe(1);
			expect(await shown("Morgen: Bioabfall")).toEqual([
				"Hauptstraße 11, Hauptstraße 13: Bitte bis 6:00 Uhr rausstellen",
			]);
			expect(stage.service.nacks).toEqual([]);
		});
	},
	nextTown,
);
