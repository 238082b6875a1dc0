import { msg } from "@lit/localize";
import { css, html, nothing, type PropertyValues } from "lit";
import type { Day } from "../../data/model/day.ts";
import { directionOf, parseLanguage } from "../../data/model/language.ts";
import { concernsPlace, readNotices, type ToldNotice } from "../../data/model/notice.ts";
import type { Place } from "../../data/model/street.ts";
import type { TownId } from "../../data/model/town.ts";
import { deviceStore } from "../device/device-store.ts";
import { card, shared } from "../style/shared.ts";
import { shortDay } from "../words/day-words.ts";
import { currentLanguage } from "../words/page-language.ts";
import { WordedElement } from "../words/worded-element.ts";

/** What the town has to say beside the dates: a line each, which opens. What was heard last is there without a network too. */
export class TownNotices extends WordedElement {
	static override properties = {
		town: { attribute: false },
		place: { attribute: false },
		today: { attribute: false },
		notices: { state: true },
	};
	declare town: TownId;
	declare place: Place;
	declare today: Day;
	declare notices: readonly ToldNotice[];

	static override styles = [
		shared,
		card,
		css`
			section { display: grid; gap: 0.5rem; }
			.card { padding: 0; border-inline-start: 4px solid var(--accent); }
			summary { min-block-size: 2.75rem; padding: 0.625rem var(--inside); cursor: pointer; overflow-wrap: anywhere; }
			p { padding: 0 var(--inside) 0.75rem; white-space: pre-line; overflow-wrap: anywhere; }
		`,
	];

	#asked = "";

	constructor() {
		super();
		this.notices = [];
	}

	protected override willUpdate(changed: PropertyValues<this>): void {
		const asked = `${this.town} ${currentLanguage()}`;
		if (asked === this.#asked) return;
		if (changed.has("town")) this.notices = [];
		this.#asked = asked;
		this.#hear(asked);
	}

	async #hear(asked: string): Promise<void> {
		const key = `notices ${this.town}` as const;
		const show = (notices: readonly ToldNotice[]) => {
			if (asked === this.#asked) this.notices = notices;
		};
		show((await deviceStore.get(key)) ?? []);
		const answer = await fetch(`/api/towns/${this.town}/notices?lang=${currentLanguage()}`).catch(() => undefined);
		const heard = answer?.ok ? readNotices(await answer.json().catch(() => undefined)) : undefined;
		if (!heard) return;
		show(heard);
		await deviceStore.set(key, heard).catch(() => undefined);
	}

	protected override render() {
		const told = this.notices.filter((notice) => notice.to >= this.today && concernsPlace(notice, this.place));
		if (told.length === 0) return nothing;
		return html`<section aria-label=${msg("Hinweise der Gemeinde")}>${told.map(noticeLine)}</section>`;
	}
}

function noticeLine({ title, text, lang, from, to }: ToldNotice) {
	const days = [...new Set([from, to])].map((day) => shortDay(day)).join(" – ");
	const dir = directionOf(parseLanguage(lang) ?? "de");
	return html`<details class="card">
		<summary><strong lang=${lang} dir=${dir}>${title}</strong> <span class="soft small">${days}</span></summary>
		<p lang=${lang} dir=${dir}>${text}</p></details>`;
}

customElements.define("town-notices", TownNotices);
