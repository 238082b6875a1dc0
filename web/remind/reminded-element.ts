import { WordedElement } from "../words/worded-element.ts";
import { reminders } from "./reminders.ts";

/** An element that shows how the reminders stand. */
export class RemindedElement extends WordedElement {
	readonly #look = () => this.requestUpdate();

	override connectedCallback(): void {
		super.connectedCallback();
		reminders.addEventListener("change", this.#look);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		reminders.removeEventListener("change", this.#look);
	}
}
