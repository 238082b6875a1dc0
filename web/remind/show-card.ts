import type { LitElement } from "lit";

/** Leads to the reminder card, once it is there: into view, with the reader on its heading. */
export async function showCard(page: LitElement): Promise<void> {
	await customElements.whenDefined("remind-card");
	await page.updateComplete;
	for (let frame = 0; frame < 60; frame++) {
		const card = page.shadowRoot?.querySelector("dates-view")?.shadowRoot?.querySelector("remind-card");
		const heading = card?.shadowRoot?.querySelector<HTMLElement>("h2");
		if (card && heading) {
			card.scrollIntoView({ block: "start" });
			return heading.focus({ preventScroll: true });
		}
		await new Promise(requestAnimationFrame);
	}
}
