import { html, type TemplateResult } from "lit";
import type { Dataset } from "../../data/model/dataset.ts";
import { type Instant, wallClock } from "../../data/model/zone.ts";
import type { Choosing, Household, Settled } from "../household/household.ts";
import { FIRST_QUESTION, questionOf } from "../household/question.ts";
import { standingOf } from "../household/standing.ts";
import type { Fetched, TownEntry, Trouble } from "../town/town-source.ts";
import { isStray } from "./start.ts";

/** Why an address is asked for once more: the town has divided the street anew, or a link leads nowhere. */
export type Lost = "street" | "link" | undefined;

/** What the main view depends on: the questions, the dates, or why there are none. */
export interface Shown {
	readonly household: Household;
	readonly towns: Fetched<readonly TownEntry[]>;
	readonly schedule: Fetched<Dataset>;
	/** The household's town as the list of towns has it. */
	readonly entry: TownEntry | undefined;
	/** The first question stands there before the dataset. */
	readonly isAtFirstQuestion: boolean;
	/** The town divided the street anew. */
	readonly lost: Lost;
	readonly now: Instant;
	/** What the server's clock said, where the device's is a day wrong. */
	readonly toldTime: Instant | undefined;
}

export const skeleton = html`<div class="waiting" aria-busy="true"></div>`;

export function mainView(shown: Shown): TemplateResult {
	const { household, towns, schedule } = shown;
	if (towns.kind === "trouble") return html`<page-trouble .trouble=${towns.trouble}></page-trouble>`;
	if (towns.kind === "waiting") return skeleton;
	if (isStray(location.pathname)) return lost("unknown-page", towns.value);
	if (household.kind === "none") return html`<setup-view .towns=${towns.value} .lost=${shown.lost}></setup-view>`;
	if (schedule.kind === "trouble") return lost(schedule.trouble, towns.value);
	const dataset = schedule.kind === "here" ? schedule.value : undefined;
	if (household.kind === "choosing" && (dataset || shown.isAtFirstQuestion)) return setup(household, dataset, shown);
	return household.kind === "settled" && dataset ? dates(household, dataset, shown) : skeleton;
}

function lost(trouble: Trouble, towns: readonly TownEntry[]): TemplateResult {
	return html`<page-trouble .trouble=${trouble} .towns=${towns}></page-trouble>`;
}

function dates(household: Settled, dataset: Dataset, { now: instant, toldTime }: Shown): TemplateResult {
	const standing = standingOf(household, dataset);
	const { zone } = dataset.town;
	const told = toldTime === undefined ? undefined : wallClock(zone, toldTime);
	return html`<dates-view .standing=${standing} .schedule=${dataset} .now=${wallClock(zone, instant)} .told=${told}></dates-view>`;
}

/** One template with and without the dataset, so that what is typed before it comes stays. */
function setup(choosing: Choosing, dataset: Dataset | undefined, { entry, towns, lost: why }: Shown): TemplateResult {
	return html`<setup-view .towns=${towns.kind === "here" ? towns.value : undefined} .choosing=${choosing} .question=${dataset ? questionOf(choosing, dataset) : FIRST_QUESTION}
		.named=${dataset?.town ?? entry} .town=${dataset?.town} .streets=${dataset?.streets}
		.services=${dataset?.services.filter(({ usual }) => usual)} .lost=${why}></setup-view>`;
}
