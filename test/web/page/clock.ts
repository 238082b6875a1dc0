import type { Page } from "playwright-core";

/** Before the page is opened: its device stands at this moment, and the server agrees. */
export async function standAt(page: Page, moment: string): Promise<void> {
	await page.clock.setFixedTime(new Date(moment));
	await page.addInitScript(tellPageTime);
}

/** The server lives today: asked for the time alone, it answers with the page's. */
function tellPageTime(): void {
	const ask = globalThis.fetch;
	globalThis.fetch = async (...asked) => {
		const answer = await ask(...asked);
		if (asked[1]?.method !== "HEAD") return answer;
		return new Response(null, { status: answer.status, headers: { date: new Date().toUTCString() } });
	};
}
