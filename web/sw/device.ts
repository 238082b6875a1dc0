import type { AppPage } from "../page/app-page.ts";
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
export function startDevice({ page, clock, question }: Start): void {
	const notes = new PageNotes({
		clock,
		question: question as InstallQuestion | undefined,
		onNewDates: () => page.takeNewDates(),
		onShow: () => window.scrollTo(0, 0),
	});
	page.after(notes);
}
