import type { LitElement } from "lit";
import { viewExchanged } from "./press-guard.ts";

const START = "h1[tabindex], .field";

/**
 * After a step the reader stands at its beginning: in the field of a question, else
 * on the heading. Views may still be on their way, so it waits for a few frames.
 */
export async function focusStart(page: LitElement): Promise<void> {
	await page.updateComplete;
	for (let frame = 0; frame < 60; frame++) {
		const start = page.shadowRoot && startIn(page.shadowRoot);
		// What came late has only now been put under the finger.
		if (start && frame > 0) viewExchanged();
		if (start) return start.focus({ preventScroll: true });
		await new Promise(requestAnimationFrame);
	}
}

function startIn(root: ShadowRoot): HTMLElement | undefined {
	for (const element of root.querySelectorAll<HTMLElement>("*")) {
		if (element.matches(START)) return element;
		const inside = element.shadowRoot && startIn(element.shadowRoot);
		if (inside) return inside;
	}
	return undefined;
}
