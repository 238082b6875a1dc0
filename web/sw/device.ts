import type { AppPage } from "../page/app-page.ts";
import { carryOutAsked } from "../remind/asked.ts";
import { reminders } from "../remind/reminders.ts";
import type { InstallQuestion } from "./install-hint.ts";
import { PageNotes } from "./page-notes.ts";

interface Start {
	readonly page: AppPage;
	readonly clock: () => number;
	/** The query of the address that the page was opened with. */
	readonly asked: string;
	readonly question: Event | undefined;
}

/** Everything that makes the page an app of its device: offline, versions, installation, reminders. */
export async function startDevice({ page, clock, asked, question }: Start): Promise<void> {
	const notes = new PageNotes({
		clock,
		question: question as InstallQuestion | undefined,
		onNewDates: () => page.takeNewDates(),
		onShow: (address) => show(address),
	});
	page.after(notes);
	notes.carried = await carryOutAsked(asked);
	window.addEventListener("online", () => reminders.refresh());
	await reminders.refresh();
}

/** A notification was clicked while the page is open: the dates, with the answer on top. */
function show(address: string): void {
	if (location.hash !== "") location.hash = "";
	window.scrollTo(0, 0);
	carryOutAsked(new URL(address).search).then(() => reminders.refresh());
}
