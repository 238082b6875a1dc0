import type { LitElement } from "lit";
import { WordedElement } from "../words/worded-element.ts";

const A_FRAME = 16;

/**
 * The server delivers the first question painted: no script has to run before it can
 * be read. As soon as the page has drawn the same, it takes its place.
 */
export class Shell {
	readonly #element = document.querySelector<HTMLElement>("#shell");

	/** The towns that came with it, as `/api/towns` would list them. */
	readonly towns = document.querySelector("#towns")?.textContent ?? undefined;

	/** Shows the page as soon as it has something to show. What was typed meanwhile goes along, and so does the focus. */
	async giveWay(page: LitElement): Promise<void> {
		const shell = this.#element;
		WordedElement.isUnseen = shell !== null;
		page.hidden = shell !== null;
		document.body.prepend(page);
		if (!shell) return;
		// A finger that is down on the painted view is waited for: its click would be lost.
		while (!isDrawn(page) || (globalThis as { isPressed?: boolean }).isPressed)
			await new Promise((later) => setTimeout(later, A_FRAME));
		WordedElement.isUnseen = false;
		const before = fieldIn(shell);
		const hadFocus = before?.getRootNode() instanceof ShadowRoot && isFocused(before);
		page.hidden = false;
		shell.remove();
		pressAgain(page);
		const field = fieldIn(page);
		if (!before || !field) return;
		if (before.value !== "") {
			field.value = before.value;
			field.dispatchEvent(new InputEvent("input"));
		}
		if (hadFocus) field.focus();
	}
}

/** True when no element within has anything left to draw, and none only says that it waits. */
function isDrawn(element: LitElement): boolean {
	if (!element.hasUpdated || element.isUpdatePending) return false;
	const inside = [...(element.shadowRoot?.querySelectorAll<LitElement>("*") ?? [])];
	return inside.every((each) => each.ariaBusy !== "true" && (!each.localName.includes("-") || isDrawn(each)));
}

/** A button of the painted view does nothing; the same button of the page does what was wanted. */
function pressAgain(page: LitElement): void {
	const { pressedEarly } = globalThis as { pressedEarly?: Element };
	const pressed = pressedEarly?.closest("button, summary");
	if (!pressed) return;
	const same = ({ localName, textContent }: Element) =>
		localName === pressed.localName && textContent === pressed.textContent;
	const inPage = elementsIn(page).find(same);
	if (inPage instanceof HTMLElement) inPage.click();
}

function elementsIn(start: Element): Element[] {
	const inside = [...(start.shadowRoot ?? start).querySelectorAll("*")];
	return inside.flatMap((each) => (each.shadowRoot ? [each, ...elementsIn(each)] : [each]));
}

function fieldIn(start: Element): HTMLInputElement | undefined {
	for (const element of (start.shadowRoot ?? start).querySelectorAll("*")) {
		if (element.matches("input.field")) return element as HTMLInputElement;
		const inside = element.shadowRoot && fieldIn(element);
		if (inside) return inside;
	}
	return undefined;
}

function isFocused(field: HTMLInputElement): boolean {
	return (field.getRootNode() as ShadowRoot).activeElement === field;
}
