import { html, nothing, type PropertyValues } from "lit";
import type { DeskSession } from "../../../data/model/desk.ts";
import { WordedElement } from "../../words/worded-element.ts";
import type { DeskServer } from "../server/desk-server.ts";

/** A part of the desk that says something to whoever is signed in, as soon as that is known. */
export abstract class SignedInView extends WordedElement {
	static override properties = {
		server: { attribute: false },
		session: { attribute: false },
		trouble: { state: true },
		said: { state: true },
	};
	declare server: DeskServer;
	declare session: DeskSession | undefined;
	/** What went wrong, and what was done. */
	declare trouble: string | undefined;
	declare said: string | undefined;

	protected override updated(changed: PropertyValues) {
		if (changed.has("session") && this.session) void this.load();
	}

	protected told() {
		return html`${this.trouble ? html`<p class="wrong" role="alert">${this.trouble}</p>` : nothing}
			<p role="status">${this.said ?? nothing}</p>`;
	}

	protected abstract load(): Promise<void>;
}
