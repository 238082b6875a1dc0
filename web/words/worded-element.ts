import { updateWhenLocaleChanges } from "@lit/localize";
import { LitElement } from "lit";

/** An element whose text follows the language. */
export class WordedElement extends LitElement {
	constructor() {
		super();
		updateWhenLocaleChanges(this);
	}
}
