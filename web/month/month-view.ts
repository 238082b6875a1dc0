import { msg } from "@lit/localize";
import { css, html } from "lit";
import type { Dataset } from "../../data/model/dataset.ts";
import type { WallClock } from "../../data/model/zone.ts";
import { framed, frameStyle, titled } from "../frame/side-frame.ts";
import type { Outlooker } from "../household/outlook.ts";
import { buttons, shared } from "../style/shared.ts";
import { WordedElement } from "../words/worded-element.ts";
import "./month-sheet.ts";

/** The month as a view of its own, for a narrow screen. */
export class MonthView extends WordedElement {
	static override properties = {
		schedule: { attribute: false },
		who: { attribute: false },
		now: { attribute: false },
	};
	declare schedule: Dataset;
	declare who: Outlooker;
	declare now: WallClock;

	static override styles = [
		shared,
		buttons,
		frameStyle,
		css`
			.key { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; }
			.key b { font-weight: 600; }
		`,
	];

	protected override render() {
		return framed(
			msg("Der Monat"),
			html`<month-sheet .schedule=${this.schedule} .who=${this.who} .now=${this.now}></month-sheet>
				<ul class="key small" aria-label=${msg("Zeichen")}>${this.who.services.map(({ letter, label }) => html`<li><b>${letter}</b> <span lang="de">${label}</span></li>`)}</ul>
				<p><a class="button" href="#drucken">${msg("Das Jahr auf einem Blatt drucken")}</a></p>`,
		);
	}

	protected override updated(): void {
		titled(msg("Der Monat"));
	}
}

customElements.define("month-view", MonthView);
