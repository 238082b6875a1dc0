import type { Household } from "../household/household.ts";
import { type Memory, otherWindows } from "../household/memory.ts";
import { reminders } from "../remind/reminders.ts";
import type { AppPage } from "./app-page.ts";

/** Several windows of one household: what one of them has changed, the others take over. */
export function joinTabs(page: AppPage, memory: Memory): void {
	// Browsers put windows that are not looked at to sleep, and these hear nothing.
	document.addEventListener("visibilitychange", () => document.hidden || look(page, memory));
	const others = otherWindows();
	if (!others) return;
	others.onmessage = ({ data }) => (data === "reminders" ? reminders.refresh() : look(page, memory));
	let told = "";
	reminders.addEventListener("change", () => {
		const now = JSON.stringify([reminders.wants, reminders.out]);
		if (told !== "" && now !== told) others.postMessage("reminders");
		told = now;
	});
}

async function look(page: AppPage, memory: Memory): Promise<void> {
	const stored = await memory.household();
	// Another window is at its questions: what it began with still holds.
	const known = stored.kind === "choosing" ? stored.before : stored;
	if (known) takeOver(page, known);
}

function takeOver(page: AppPage, known: Household): void {
	const { household } = page;
	if (household.kind === "settled" && known.kind === "none") return begin();
	if (known.kind !== "settled") return;
	const asked = household.kind === "choosing" && household.before ? { ...household, before: known } : household;
	const wanted = household.kind === "settled" ? known : asked;
	if (JSON.stringify(wanted) !== JSON.stringify(household)) page.adopt(wanted);
}

/** Everything was deleted: this window forgets it, too. */
function begin(): void {
	sessionStorage.clear();
	location.replace("/");
}
