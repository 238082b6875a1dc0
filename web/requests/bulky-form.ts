import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import { type Day, monthOf, yearOf } from "../../data/model/day.ts";
import type { OfferOf } from "../../data/model/offer-shape.ts";
import { quoteOf } from "../../data/model/quote.ts";
import { type DayChoice, dayChoices, flawOfDay } from "../../data/model/request-days.ts";
import { dayWords } from "../words/day-words.ts";
import { askText, wrongAt } from "./field-parts.ts";
import { itemCounts, itemWords, type Pile } from "./item-counts.ts";
import { RequestForm } from "./request-form.ts";
import { euros } from "./request-words.ts";
import { daysAt } from "./town-hall.ts";

const STEPS = ["tag", "stuecke", "angaben", "pruefen"] as const;
type Step = (typeof STEPS)[number];

/** Which step has a field. */
const STEP_OF: Readonly<Record<string, Step>> = { day: "tag", days: "tag", items: "stuecke" };

/** "Sperrmüll": free days before anything personal, then the pile, then who, then all of it once more. */
export class BulkyForm extends RequestForm<OfferOf<"bulky">> {
	static override properties = { step: { attribute: false }, choices: { state: true }, isGuessed: { state: true } };
	/** As the address says it; absent: the first. */
	declare step: string | undefined;
	declare choices: readonly DayChoice[] | undefined;
	/** Without a connection nobody knows how many places are left. */
	declare isGuessed: boolean;

	override connectedCallback(): void {
		super.connectedCallback();
		if (this.#hasDays()) this.#readDays();
	}

	async #readDays(): Promise<void> {
		const place = this.standing?.place;
		if (!place) return;
		const asked = await daysAt(this.schedule.town.id, this.offer.id, place.id);
		this.isGuessed = asked.kind !== "ok";
		const query = { place, now: this.clock(), taken: () => 0 };
		const guessed = () => dayChoices(this.schedule, this.offer, query).map((each) => ({ ...each, free: null }));
		this.choices = asked.kind === "ok" ? asked.value : guessed();
	}

	#hasDays(): boolean {
		return this.offer.days.from !== "assign";
	}

	#isWish(): boolean {
		return this.offer.days.from === "wish";
	}

	get #steps(): readonly Step[] {
		return this.#hasDays() ? STEPS : STEPS.slice(1);
	}

	get #at(): Step {
		return this.#steps.find((each) => each === this.step) ?? this.#steps[0] ?? "stuecke";
	}

	protected override isAtStart(): boolean {
		return this.#at === this.#steps[0];
	}

	protected override reveal(field: string): void {
		this.#go(STEP_OF[field] ?? "angaben");
		if (field === "day") this.#readDays();
	}

	#go(step: Step): void {
		const hash = `#anliegen/${this.offer.id}/${step}`;
		if (location.hash !== hash) location.hash = hash;
		this.step = step;
	}

	#next(): void {
		const next = this.#steps[this.#steps.indexOf(this.#at) + 1];
		if (next) this.#go(next);
	}

	protected override form() {
		const steps = this.#steps;
		const at = steps.indexOf(this.#at);
		const before = steps[at - 1];
		return html`<p class="soft small">${msg(str`Schritt ${at + 1} von ${steps.length}`)}${before ? html` · <a href="#anliegen/${this.offer.id}/${before}">${msg("Zurück")}</a>` : nothing}</p>
			${this.#step()}`;
	}

	#step() {
		switch (this.#at) {
			case "tag":
				return this.#days();
			case "stuecke":
				return html`<form novalidate @submit=${this.#afterItems}>${this.#items()}${this.#on()}</form>`;
			case "angaben":
				return html`<form novalidate @submit=${this.#afterWho}>${this.who()}
					${askText(this, "spot", msg("Wo liegt es?"), { isWish: true, most: 120, hint: msg("Zum Beispiel: am Zaun links.") })}
					${this.wishes()}${this.#on()}</form>`;
			case "pruefen":
				return html`<form novalidate @submit=${this.submit}>${this.#check()}${this.sendButton(this.#hasDays() && !this.#isWish() ? msg("Verbindlich anmelden") : msg("Absenden"))}</form>`;
		}
	}

	#on() {
		return html`<div class="actions"><button class="button primary" type="submit">${msg("Weiter")}</button></div>`;
	}

	readonly #afterItems = (event: Event): void => {
		event.preventDefault();
		const { limits } = this.#quote();
		if (this.#pile.length === 0) this.tell({ code: "malformed", errors: [{ field: "items", code: "missing" }] });
		else if (limits.length > 0) this.tell({ code: "rule", rules: limits });
		else this.#next();
	};

	readonly #afterWho = (event: Event): void => {
		event.preventDefault();
		this.#onlyIf(undefined);
	};

	/** On where nothing is wrong with what stands here. */
	#onlyIf(fields: readonly string[] | undefined): void {
		const refused = this.judged();
		const errors = refused?.errors?.filter(({ field }) => !fields || fields.includes(field.split(".")[0] ?? ""));
		if (errors?.length) this.tell({ code: "malformed", errors });
		else this.#next();
	}

	#days() {
		const { choices } = this;
		const heading = this.#isWish() ? msg("Welche Tage wären Ihnen recht? Bis zu drei.") : msg("Welcher Tag?");
		return html`<section id=${this.#isWish() ? "days" : "day"} tabindex="-1" aria-labelledby="which"><h2 id="which">${heading}</h2>
			${wrongAt(this, this.#isWish() ? "days" : "day")}
			${this.isGuessed ? html`<p class="note">${msg("Ohne Verbindung wissen wir nicht, was noch frei ist. Sie können trotzdem einen Tag wählen; ob er frei war, steht danach bei Ihrem Anliegen.")}</p>` : nothing}
			${choices === undefined ? html`<p role="status">${msg("Freie Tage werden geladen …")}</p>` : nothing}
			${choices?.length === 0 ? html`<p>${msg("In der nächsten Zeit gibt es bei Ihnen keinen Tag.")}</p>` : nothing}
			${byMonth(choices ?? []).map(
				([month, days]) =>
					html`<h3>${dayWords(month, "month")}</h3><ul class="days">${days.map((each) => this.#day(each))}</ul>`,
			)}
			${this.#isWish() ? html`<div class="actions"><button class="button primary" type="button" @click=${this.#afterWishes}>${msg("Weiter")}</button></div>` : nothing}
		</section>`;
	}

	readonly #afterWishes = (): void => this.#onlyIf(["days"]);

	#day(choice: DayChoice) {
		const { day, free, closed } = choice;
		const date = dayWords(day, "full");
		const express = choice.late && closed === undefined ? this.#express(day) : undefined;
		const [isFull, isLate] = [free === 0, choice.late === true && express === undefined];
		if (closed !== undefined || isFull || isLate)
			return html`<li class="none"><span>${date}</span><span>${closed === undefined ? (isFull ? msg("ausgebucht") : msg("zu kurzfristig")) : html`<span lang="de">${closed}</span>`}</span></li>`;
		const isChosen = this.#isWish() ? this.#wishes().includes(day) : this.fields.day === day;
		const note = express ?? (free === null ? "" : msg(str`noch ${free} frei`));
		return html`<li><button class="choice" type="button" aria-pressed=${isChosen ? "true" : "false"} @click=${() => this.#choose(day, express !== undefined)}><span>${date}</span><span class="soft">${note}</span></button></li>`;
	}

	/** What it costs more to be so late. */
	#express(day: Day): string | undefined {
		const fee = this.offer.fees.find((each) => "when" in each && each.when === "express");
		const place = this.standing?.place;
		if (!fee || !place) return undefined;
		const flaw = flawOfDay(this.schedule, this.offer, { place, day, now: this.clock(), isExpress: true });
		return flaw === undefined ? msg(str`eilig: ${euros(fee.cents)} mehr`) : undefined;
	}

	#wishes(): readonly string[] {
		return Array.isArray(this.fields.days) ? (this.fields.days as string[]) : [];
	}

	#choose(day: Day, isExpress: boolean): void {
		if (this.#isWish()) {
			const known = this.#wishes();
			const days = known.includes(day) ? known.filter((each) => each !== day) : [...known, day].slice(-3);
			return this.set("days", days.length > 0 ? days.sort() : undefined);
		}
		this.set("day", day);
		this.set("express", isExpress || undefined);
		this.#next();
	}

	get #pile(): Pile {
		return Array.isArray(this.fields.items) ? (this.fields.items as Pile) : [];
	}

	#items() {
		return html`<section id="items" tabindex="-1" aria-labelledby="pile"><h2 id="pile">${msg("Was soll mit?")}</h2>
			${wrongAt(this, "items")}
			${itemCounts(this.offer, this.#pile, (pile) => this.set("items", pile.length > 0 ? pile : undefined))}
			${this.#refused()}
			<p class="sum" role="status">${this.#sum()}</p></section>`;
	}

	/** Where else to go with what is left standing. */
	#refused() {
		const { refused, most } = this.offer;
		return html`${most.kg || most.metres ? html`<p class="small soft">${most.kg ? msg(str`Ein Stück wiegt höchstens ${most.kg} kg.`) : nothing} ${most.metres ? msg(str`Ein Stück ist höchstens ${most.metres} m lang.`) : nothing}</p>` : nothing}
			${refused.length > 0 ? html`<details><summary>${msg("Was nicht mitgenommen wird")}</summary><dl lang="de">${refused.map(({ label, instead }) => html`<dt>${label}</dt><dd>${instead}</dd>`)}</dl></details>` : nothing}`;
	}

	#quote() {
		return quoteOf(this.offer, this.#pile, this.fields.express === true);
	}

	#sum(): string {
		const { litres } = this.#quote();
		const { most } = this.offer;
		const words = most.litres === undefined ? msg(str`${litres} Liter`) : msg(str`${litres} von ${most.litres} Litern`);
		return this.#costs() ? `${words} · ${euros(this.#quote().cents.within)}` : words;
	}

	#costs(): boolean {
		return this.offer.fees.length > 0 || this.offer.items.some(({ cents }) => cents !== undefined);
	}

	#check() {
		const { spot, name, number } = this.fields;
		const { within, beyond } = this.#quote().cents;
		return html`<section><h2>${msg("Stimmt alles?")}</h2><dl>
			${this.#hasDays() ? html`<dt>${msg("Tag")}</dt><dd>${this.#dayWords()}</dd>` : html`<dt>${msg("Tag")}</dt><dd>${msg("Den Tag nennt Ihnen die Gemeinde.")}</dd>`}
			<dt>${msg("Adresse")}</dt><dd lang="de">${this.standing?.street.name} ${number}</dd>
			${name ? html`<dt>${msg("Name")}</dt><dd>${name}</dd>` : nothing}
			<dt>${msg("Stücke")}</dt><dd lang="de">${pileWords(this.offer, this.#pile)}</dd>
			${spot ? html`<dt>${msg("Wo liegt es?")}</dt><dd>${spot}</dd>` : nothing}
			<dt>${msg("Menge")}</dt><dd>${this.#sum()}</dd>
			${this.#costs() ? html`<dt>${msg("Preis")}</dt><dd>${euros(within)}${this.#beyond(beyond - within)}${this.offer.pay === "notice" && beyond > 0 ? html`<br />${msg("Darüber bekommen Sie einen Gebührenbescheid. Hier wird nichts bezahlt.")}` : nothing}</dd>` : nothing}
		</dl></section>`;
	}

	/** Whether the year's allowance is used up, nobody is told here. */
	#beyond(cents: number) {
		const { allowance } = this.offer;
		if (!allowance || cents === 0) return nothing;
		return html`<br /><span class="soft">${msg(str`Ab der ${allowance.year + 1}. Abholung im Jahr kommen ${euros(cents)} hinzu.`)}</span>`;
	}

	#dayWords(): string {
		const days = this.#isWish() ? this.#wishes() : typeof this.fields.day === "string" ? [this.fields.day] : [];
		return days.map((each) => dayWords(each as Day, "full")).join(" · ");
	}
}

export function pileWords({ items }: Pick<OfferOf<"bulky">, "items">, pile: Pile): string {
	return pile.map((each) => itemWords(items, each)).join(", ");
}

function byMonth(choices: readonly DayChoice[]): [Day, DayChoice[]][] {
	const months = new Map<number, DayChoice[]>();
	for (const choice of choices) {
		const key = yearOf(choice.day) * 12 + monthOf(choice.day);
		months.set(key, [...(months.get(key) ?? []), choice]);
	}
	return [...months.values()].flatMap((days) => (days[0] ? [[days[0].day, days] as [Day, DayChoice[]]] : []));
}

customElements.define("bulky-form", BulkyForm);
