import { calm } from "../browser/calm.ts";
import type { AppPage } from "./app-page.ts";

/** Whoever prints the dates by the browser's own menu gets the sheet, as by "Drucken". */
export async function keepPaperReady(page: AppPage): Promise<void> {
	let isLaidOut = false;
	let from = 0;
	addEventListener("beforeprint", () => {
		if (page.household.kind !== "settled" || page.side || !page.sides || !customElements.get("print-view")) return;
		isLaidOut = true;
		from = scrollY;
		page.side = "drucken";
	});
	addEventListener("afterprint", async () => {
		if (!isLaidOut) return;
		isLaidOut = false;
		page.side = undefined;
		await page.updateComplete;
		scrollTo(0, from);
	});
	if (page.household.kind !== "settled") await new Promise((settled) => page.addEventListener("settled", settled));
	await calm();
	// A browser does not wait for what is still to be loaded when it prints.
	page.sides ??= await import("./side-view.ts");
	await page.sides.loadSideView("drucken");
}
