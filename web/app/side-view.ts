import { html, nothing } from "lit";
import type { Dataset } from "../../data/model/dataset.ts";
import type { Instant, WallClock } from "../../data/model/zone.ts";
import { setupAddress } from "../addresses/shared-setup.ts";
import { isOwn, type SideView } from "../frame/side-views.ts";
import "../dates/more-view.ts";
import type { Memory } from "../household/memory.ts";
import { addressOf, outlookerOf, type Standing } from "../household/standing.ts";
import type { TownDatasets } from "../town/town-source.ts";

/** What a view beside the dates may need; a page without a household has neither dates nor town. */
export interface Here {
	readonly schedule: Dataset | undefined;
	readonly standing: (Standing & { kind: "found" }) | undefined;
	readonly now: WallClock | undefined;
	readonly clock: () => Instant;
	readonly memory: Memory;
	readonly datasets: TownDatasets;
}

/** Each view is a chunk of its own; nobody waits for what is not looked at. */
export function loadSideView(view: SideView): Promise<unknown> {
	switch (view) {
		case "monat":
			return import("../month/month-view.ts");
		case "drucken":
			return import("../print/print-view.ts");
		case "adressen":
			return import("../addresses/addresses-view.ts");
		case "teilen":
			return import("../addresses/share-view.ts");
		case "mehr":
			return Promise.resolve();
		case "daten":
			return import("../about/my-data.ts");
		case "anliegen":
			return import("../requests/requests-view.ts");
		default:
			return import("../about/info-page.ts");
	}
}

/** `undefined` where the view is not for this household: the dates or a question stand there. */
export function sideView(view: SideView, here: Here) {
	if (isOwn(view)) return ownView(view, here);
	if (view === "daten") return html`<my-data .memory=${here.memory} .datasets=${here.datasets}></my-data>`;
	if (view === "anliegen")
		return html`<requests-view .schedule=${here.schedule} .standing=${here.standing} .clock=${here.clock}></requests-view>`;
	return html`<info-page .page=${view} .town=${here.schedule?.town}></info-page>`;
}

function ownView(view: SideView, { schedule, standing, now, datasets }: Here) {
	if (!schedule || !standing || !now) return undefined;
	const { household, place, services } = standing;
	const who = outlookerOf(standing);
	const setup = { town: schedule.town.id, place: place.id, services: services.map(({ id }) => id), remind: [] };
	const live = setupAddress(location.origin, setup);
	switch (view) {
		case "monat":
			return html`<month-view .schedule=${schedule} .who=${who} .now=${now}></month-view>`;
		case "drucken":
			return html`<print-view .schedule=${schedule} .who=${who} .now=${now} .live=${live} .address=${addressOf(standing, schedule)}></print-view>`;
		case "adressen":
			return html`<addresses-view .household=${household} .now=${now} .datasets=${datasets}></addresses-view>`;
		case "teilen":
			return html`<share-view .setup=${setup} .address=${standing.street.name}></share-view>`;
		case "mehr":
			return html`<more-view .town=${schedule.town} .asks=${schedule.requests !== undefined}></more-view>`;
		default:
			return nothing;
	}
}
