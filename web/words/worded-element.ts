import { updateWhenLocaleChanges } from "@lit/localize";
import { LitElement } from "lit";
import { turn } from "../browser/turns.ts";

/** An element whose text follows the language. */
export class WordedElement extends LitElement {
	/** While the page is drawn unseen, behind its painted shell, elements are drawn in turns. */
	static isUnseen = false;

	constructor() {
		super();
		updateWhenLocaleChanges(this);
	}

	protected override async scheduleUpdate(): Promise<void> {
		if (WordedElement.isUnseen) await turn();
		super.scheduleUpdate();
	}
}
