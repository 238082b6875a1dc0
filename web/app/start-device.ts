import { setupAddress } from "../addresses/shared-setup.ts";
import { keepFocus } from "../browser/kept-focus.ts";
import { isApplePhone, isInstalled } from "../browser/platform.ts";
import { deviceStore } from "../device/device-store.ts";
import { placesOf } from "../device/reminder-state.ts";
import { WishEvent } from "../household/events.ts";
import { homesOf, shownAt } from "../household/homes.ts";
import type { Household } from "../household/household.ts";
import type { Memory } from "../household/memory.ts";
import type { InstallQuestion } from "../notes/install-hint.ts";
import { PageNotes } from "../notes/page-notes.ts";
import { carryOutAsked } from "../remind/asked.ts";
import { reminders } from "../remind/reminders.ts";
import { worn } from "../style/town-look.ts";
import { currentLanguage } from "../words/page-language.ts";
import type { AppPage } from "./app-page.ts";
import { trueTime } from "./device-clock.ts";
import { keepPaperReady } from "./paper.ts";
import { townOf } from "./start.ts";
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
	const name = () => nameManifest(page);
	name();
	window.addEventListener("lit-localize-status", name);
	worn.addEventListener("change", name);
	page.addEventListener("settled", () => setTimeout(name));
	window.addEventListener("online", () => {
		reminders.refresh();
		sendRequests();
	});
	sendRequests();
	keepPaperReady(page);
	trueTime(clock).then((told) => (page.toldTime = told));
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

/** The installed app is the town's, in the language of the page. */
function nameManifest({ household, towns }: AppPage): void {
	const town = townOf(household);
	const many = towns.kind === "here" && towns.value.length > 1;
	const asked = new URLSearchParams({ ...(many && town && { town }), ...startOf(household) });
	const query = asked.size > 0 ? `?${asked}` : "";
	const address = `/manifest.${currentLanguage()}.webmanifest${query}`;
	document.querySelector("link[rel=manifest]")?.setAttribute("href", address);
	if (isApplePhone()) drawTouchIcon();
}

/** On the iPhone the installed app remembers nothing of the browser: the set-up goes along in its start address. */
function startOf(household: Household): { start?: string } {
	if (household.kind !== "settled" || !isApplePhone() || isInstalled()) return {};
	const { town, place, services } = household;
	return { start: setupAddress("", { town, place, services, remind: [] }) };
}

/** Apple takes no SVG: the arms are drawn here. */
async function drawTouchIcon(): Promise<void> {
	const { arms, accent } = worn.town?.look ?? {};
	if (!arms) return;
	const image = new Image();
	image.src = arms;
	await image.decode();
	const canvas = Object.assign(document.createElement("canvas"), { width: 180, height: 180 });
	const pen = canvas.getContext("2d");
	if (!pen) return;
	pen.fillStyle = accent?.lightWash ?? "#fbfaf7";
	pen.fillRect(0, 0, 180, 180);
	const scale = 120 / Math.max(image.width, image.height);
	const [width, height] = [image.width * scale, image.height * scale];
	pen.drawImage(image, 90 - width / 2, 90 - height / 2, width, height);
	document.querySelector("link[rel=apple-touch-icon]")?.setAttribute("href", canvas.toDataURL());
}

/** What a notification or a shortcut leads to: its button carried out, its address shown. */
async function show(page: AppPage, notes: PageNotes, query: string): Promise<void> {
	const asked = new URLSearchParams(query);
	if (asked.size === 0) return;
	await reminders.read();
	const { carried, doubtful } = await carryOutAsked(query, Date.now());
	if (carried) notes.carried = carried;
	notes.doubtful = doubtful;
	if (!(await isSettled(page))) return;
	const place = asked.get("place");
	const places = place === null ? [] : placesOf({ place });
	// What is due at several addresses stands where all of them are.
	const hash = places.length > 1 ? "#adressen" : "";
	if (location.hash !== hash) location.hash = hash;
	showHome(page, places[0]);
	if (asked.get("view") === "reminders") showReminders(page);
	if (carried) await reminders.refresh();
}

/** With several addresses the one that the notification speaks of. */
function showHome(page: AppPage, place: string | undefined): void {
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
