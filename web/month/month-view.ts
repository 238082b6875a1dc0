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
			.key { display: flex; flex-wrap: wrap; gap: 0.375rem 1.25rem; }
			.key b { font-weight: 600; }
			.sign { display: inline-block; inline-size: 1.25rem; block-size: 1.25rem; margin-inline-end: 0.375rem; border: 1px solid var(--line); border-radius: 4px; vertical-align: -0.25rem; text-align: center; line-height: 1.1; }
			.moved { border: 2px solid var(--moved); }
			.holiday { background-image: repeating-linear-gradient(135deg, transparent 0 5px, var(--edge) 5px 6px); }
			.unknown { border: 1px dashed var(--edge); }
		`,
	];

	protected override render() {
		return framed(
			msg("Der Monat"),
			html`<month-sheet listed .schedule=${this.schedule} .who=${this.who} .now=${this.now}></month-sheet>
				<ul class="key small" aria-label=${msg("Zeichen")}>${this.who.services.map(({ letter, label }) => html`<li><b>${letter}</b> <span lang="de">${label}</span></li>`)}
					<li><span class="sign moved"></span>${msg("verschoben")}</li>
					<li><s class="sign">X</s>${msg("fällt aus oder kommt an einem anderen Tag")}</li>
					<li><span class="sign holiday"></span>${msg("Feiertag")}</li>
					<li><span class="sign unknown"></span>${msg("noch nicht veröffentlicht")}</li></ul>
				<p><a class="button" href="#drucken">${msg("Das Jahr auf einem Blatt drucken")}</a></p>`,
		);
	}

	protected override firstUpdated(): void {
		if (this.schedule.requests) import("../requests/request-hint.ts");
	}

	protected override updated(): void {
		titled(msg("Der Monat"));
	}
}

customElements.define("month-view", MonthView);
