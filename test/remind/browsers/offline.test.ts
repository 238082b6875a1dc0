import process from "node:process";
import { describe, expect, onTestFinished, test } from "vitest";
import { Product } from "../../worker/launch/product.ts";
import { Desktop } from "./desktop.ts";
import { click, ENGINES, find, isThere, makeHome } from "./engines.ts";
import { today, townAround } from "./town.ts";

/** In the page: what its service worker keeps. */
const KEPT = `caches.open("towns").then((towns) => towns.keys()).then((keys) => keys.length)`;

describe.each(ENGINES)("$name", (engine) => {
	test.skipIf(!isThere(engine) && !process.env.CI)(
		"shows its dates with the server gone, after a restart",
		async () => {
			const [product, home] = [new Product(), makeHome()];
			const [desktop, service] = await Promise.all([Desktop.start(), engine.service()]);
			onTestFinished(async () => {
				await Promise.all([product.remove(), desktop.stop(), service.stop()]);
				home.remove();
			});
			product.writeTown(townAround(today()));
			await product.start();
			const launch = () => engine.launch({ service, home: home.path, bus: desktop.address, origin: product.address });
			const first = await launch();
			const page = await first.newPage();
			await page.goto(product.address);
			await (await find(page, "input#street")).type("Ahorn");
			await click(page, "[role=option]", "Ahornweg");
			await click(page, "button", "Termine zeigen");
			await find(page, "h1", "Morgen");
			await expect.poll(() => page.evaluate(KEPT), { timeout: 15_000 }).toBeGreaterThan(1);
			await first.close();
			await product.stop("SIGKILL");

			const again = await launch();
			onTestFinished(() => again.close());
			const dates = await again.newPage();
			await dates.goto(product.address);
			await find(dates, "h1", "Morgen");
			await find(dates, "agenda-list");
		},
		90_000,
	);
});
