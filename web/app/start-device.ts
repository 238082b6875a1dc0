import { keepFocus } from "../browser/kept-focus.ts";
import { deviceStore } from "../device/device-store.ts";
import { WishEvent } from "../household/events.ts";
import { homesOf, shownAt } from "../household/homes.ts";
import type { Memory } from "../household/memory.ts";
import type { InstallQuestion } from "../notes/install-hint.ts";
import { PageNotes } from "../notes/page-notes.ts";
import { carryOutAsked } from "../remind/asked.ts";
import { reminders } from "../remind/reminders.ts";
import { currentLanguage } from "../words/page-language.ts";
import type { AppPage } from "./app-page.ts";
import { keepPaperReady } from "./paper.ts";
import { joinTabs } from "./tabs.ts";

interface Start {
	readonly page: AppPage;
	readonly memory: Memory;
	readonly clock: () => number;
	/** The query of the address that the page was opened with. */
	readonly asked: string;
	readonly question: Event | undefined;
}

/** Everything that makes the page an app of its device: offline, versions, installation, reminders. */
export async function startDevice({ page, memory, clock, asked, question }: Start): Promise<void> {
	const notes = new PageNotes({
		clock,
		question: question as InstallQuestion | undefined,
		onNewDates: () => page.takeNewDates(),
		onShow: (address) => show(page, notes, new URL(address).search),
	});
	page.after(notes);
	keepFocus();
	joinTabs(page, memory);
	tellOfForgetting(page, memory, notes);
	nameManifest();
	window.addEventListener("lit-localize-status", nameManifest);
	window.addEventListener("online", () => {
		reminders.refresh();
		sendRequests();
	});
	sendRequests();
	keepPaperReady(page);
	await show(page, notes, asked);
	await reminders.refresh();
}

/** What was written without a connection. */
async function sendRequests(): Promise<void> {
	if (!(await deviceStore.get("requests"))) return;
	const { sendWaiting } = await import("../requests/send.ts");
	await sendWaiting(deviceStore);
}

/** Once there is something to remember. */
function tellOfForgetting(page: AppPage, memory: Memory, notes: PageNotes): void {
	const look = () => {
		notes.isForgetful = memory.isFleeting && page.household.kind === "settled";
	};
	page.addEventListener("settled", () => setTimeout(look));
	look();
}

/** The installed app has its name and its shortcuts in the language of the page. */
function nameManifest(): void {
	document.querySelector("link[rel=manifest]")?.setAttribute("href", `/manifest.${currentLanguage()}.webmanifest`);
}

/** What a notification or a shortcut leads to: its button carried out, its address shown. */
async function show(page: AppPage, notes: PageNotes, query: string): Promise<void> {
	const asked = new URLSearchParams(query);
	if (asked.size === 0) return;
	const carried = await carryOutAsked(query);
	if (carried) notes.carried = carried;
	if (!(await isSettled(page))) return;
	if (location.hash !== "") location.hash = "";
	showHome(page, asked.get("place"));
	if (asked.get("view") === "reminders") showReminders(page);
	if (carried) await reminders.refresh();
}

/** With several addresses the one that the notification speaks of. */
function showHome(page: AppPage, place: string | null): void {
	if (page.household.kind !== "settled") return;
	const at = homesOf(page.household).findIndex((home) => home.place === place);
	if (at > 0)
		page.dispatchEvent(new WishEvent({ kind: "become", household: shownAt(page.household, at), isStep: true }));
	else window.scrollTo(0, 0);
}

async function showReminders(page: AppPage): Promise<void> {
	await customElements.whenDefined("remind-card");
	const card = page.shadowRoot?.querySelector("dates-view")?.shadowRoot?.querySelector("remind-card");
	card?.scrollIntoView({ block: "start" });
}

/** The dates may still be on their way. */
async function isSettled(page: AppPage): Promise<boolean> {
	for (let tries = 0; tries < 100; tries++) {
		if (page.schedule.kind !== "waiting") return page.household.kind === "settled";
		await new Promise((later) => setTimeout(later, 50));
	}
	return false;
}
