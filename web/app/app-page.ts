import { html, nothing, type PropertyValues } from "lit";
import type { Dataset } from "../../data/model/dataset.ts";
import type { TownId } from "../../data/model/town.ts";
import { type Instant, wallClock } from "../../data/model/zone.ts";
import { SHARED } from "../addresses/shared-setup.ts";
import { focusStart } from "../browser/focus-start.ts";
import type { AnswerEvent, ViewWish, WishEvent } from "../household/events.ts";
import { type Household, NOBODY } from "../household/household.ts";
import type { Memory } from "../household/memory.ts";
import { answered, isAtFirstQuestion } from "../household/question.ts";
import { foundIn, standingOf } from "../household/standing.ts";
import { mayRemind } from "../remind/may-remind.ts";
import { shared } from "../style/shared.ts";
import { wear } from "../style/town-look.ts";
import { speak } from "../words/page-language.ts";
import { WordedElement } from "../words/worded-element.ts";
import { appStyle } from "./app-style.ts";
import "./page-foot.ts";
import "./page-head.ts";
import { type Lost, mainView, skeleton } from "./main-view.ts";
import { here, PageHistory } from "./page-history.ts";
import "./page-trouble.ts";
import { whenPieceIsMissing } from "../browser/missing-piece.ts";
import { StandingView, viewExchanged } from "../browser/press-guard.ts";
import { turn } from "../browser/turns.ts";
import { isOwn, REMINDERS, type SideView, sideViewIn } from "../frame/side-views.ts";
import { DatasetCache } from "../town/dataset-cache.ts";
import { type Fetched, type TownEntry, type TownSource, WAITING } from "../town/town-source.ts";
import type { Here } from "./side-view.ts";
import { adding, addressOf, atStart, beginning, changing, moving, townOf, withStreet } from "./start.ts";

/** What the page needs of the world. */
export interface Tools {
	readonly memory: Memory;
	readonly source: TownSource;
	readonly clock: () => Instant;
	/** When the device has nothing else to do. */
	readonly calm: () => Promise<void>;
}

const HALF_A_MINUTE = 30_000;
/** A page left open is asked after so long whether the dates have changed. */
const STALE = 3_600_000;

const UNKNOWN_TOWN = { kind: "trouble", trouble: "unknown-town" } as const;

/** The whole page: which household, which town, and therefore which view. */
export class AppPage extends WordedElement {
	static override properties = {
		household: { state: true },
		towns: { state: true },
		schedule: { state: true },
		lost: { state: true },
		side: { state: true },
		sides: { state: true },
		isCut: { state: true },
		toldTime: { state: true },
	};
	declare household: Household;
	declare towns: Fetched<readonly TownEntry[]>;
	declare schedule: Fetched<Dataset>;
	/** The town divided the street anew, or a link leads nowhere: the questions say why they are asked. */
	declare lost: Lost;
	/** A view beside the dates and the questions. */
	declare side: SideView | undefined;
	/** Loaded when the first of them is wanted. */
	declare sides: typeof import("./side-view.ts") | undefined;
	/** A piece of the page, whichever, could not be loaded. */
	declare isCut: boolean;

	/** What the server's clock said, where the device's is a day wrong. */
	declare toldTime: Instant | undefined;

	static override styles = [shared, appStyle];

	readonly #tools: Tools;
	readonly #history = new PageHistory();
	readonly #shelf: DatasetCache;
	/** Whose dataset is loaded or on its way. */
	#loading: TownId | undefined;
	#loadedAt: Instant = 0;
	readonly #stands = new StandingView();
	/** Fulfilled when all is there, or known not to come, that the first view waits for. */
	isRead: Promise<void> = Promise.resolve();
	/** Somebody stands in a field. */
	readonly #touched = new Promise<unknown>((touched) => this.addEventListener("focusin", touched, { once: true }));

	constructor(tools: Tools) {
		super();
		this.#tools = tools;
		this.#shelf = new DatasetCache(tools.source, () => this.towns);
		this.household = NOBODY;
		this.towns = WAITING;
		this.schedule = WAITING;
		this.addEventListener("answer", (event) => this.#answer(event));
		this.addEventListener("wish", (event) => this.#wish(event));
	}

	override connectedCallback(): void {
		super.connectedCallback();
		window.addEventListener("popstate", (event) => this.#travel(event.state));
		document.addEventListener("visibilitychange", () => this.#lookAgain());
		setInterval(() => this.requestUpdate(), HALF_A_MINUTE);
		whenPieceIsMissing(() => (this.isCut = true));
		this.isRead = this.#start();
	}

	/** Back, forward, or a link within the page: that one has no answers of its own. */
	#travel(state: unknown): void {
		if (state === null && location.hash.startsWith(SHARED)) {
			this.#loading = undefined;
			return void this.#start();
		}
		const known = this.#history.householdIn(state);
		if (!known) this.#history.replace(this.household, here());
		this.#show(known ?? this.household, this.#look());
	}

	/** True where the way leads beside the dates. */
	#look(): boolean {
		this.side = sideViewIn(location.hash);
		if (this.side) this.#open(this.side);
		if (location.hash === REMINDERS) return this.#lead();
		return false;
	}

	async #open(side: SideView): Promise<void> {
		this.sides ??= await import("./side-view.ts");
		await this.sides.loadSideView(side);
		focusStart(this);
	}

	/** To the reminders, which stand beside the dates; the address is tidied, so that the way can be gone again. */
	#lead(): true {
		history.replaceState(history.state, "", location.pathname);
		import("../remind/show-card.ts").then(({ showCard }) => showCard(this));
		return true;
	}

	async #start(): Promise<void> {
		const { memory, source } = this.#tools;
		this.#look();
		const shared = location.hash.startsWith(SHARED) ? import("../setup/later-questions.ts") : undefined;
		const [towns, stored, later] = await Promise.all([source.towns(), memory.household(), shared]);
		this.towns = towns;
		if (this.towns.kind !== "here") return;
		const known = this.#history.household;
		const remembered = memory.isFleeting ? known : atStart(known, stored);
		({ household: this.household, lost: this.lost } = beginning(remembered, this.towns.value, later));
		// What is drawn meanwhile, the tab's memory, and the dates each take their time.
		await turn();
		this.#history.replace(this.household, later ? location.pathname : here());
		await turn();
		await this.#load();
	}

	async #load(): Promise<void> {
		const wanted = townOf(this.household);
		if (wanted === undefined || wanted === this.#loading || this.towns.kind !== "here") return;
		this.#loading = wanted;
		this.schedule = WAITING;
		const entry = this.#entry;
		// The first question is read before it is answered: until then nobody waits for streets.
		if (this.#isAtFirstQuestion()) await Promise.race([this.#tools.calm(), this.#touched]);
		const fetched = entry ? await this.#tools.source.dataset(entry) : UNKNOWN_TOWN;
		if (this.#loading !== wanted) return;
		this.schedule = fetched;
		this.#loadedAt = this.#tools.clock();
		this.#follow();
	}

	/** Back at an open page: the day may have changed, and so may the dates. What cannot be had leaves all as it is. */
	async #lookAgain(): Promise<void> {
		this.requestUpdate();
		const { clock, source } = this.#tools;
		if (document.hidden || this.schedule.kind !== "here" || clock() - this.#loadedAt < STALE) return;
		this.#loadedAt = clock();
		const towns = await source.towns();
		const entry = towns.kind === "here" ? towns.value.find(({ id }) => id === this.#loading) : undefined;
		const fetched = entry && (await source.dataset(entry));
		if (fetched?.kind !== "here" || entry?.id !== this.#loading) return;
		this.schedule = fetched;
		this.#follow();
	}

	/** The town has published other dates: taken over now, or when somebody looks. */
	takeNewDates(): void {
		this.#loadedAt = 0;
		this.#lookAgain();
	}

	/** Places change with a new edition: the household goes along, or is asked again. */
	#follow(): void {
		if (this.schedule.kind !== "here") return;
		this.#shelf.keep(this.schedule.value);
		const { household } = this;
		if (household.kind === "choosing") {
			const asked = withStreet(household, this.schedule.value);
			if (household.place && !asked.place) this.lost = "link";
			this.household = asked;
		}
		if (this.household.kind !== "settled") return;
		const standing = standingOf(this.household, this.schedule.value);
		if (standing.kind === "lost") this.lost = "street";
		this.household = standing.kind === "lost" ? standing.ask : standing.household;
		this.#history.replace(this.household, here());
		this.#tools.memory.keepHousehold(this.household);
	}

	#answer({ answer }: AnswerEvent): void {
		const { household, schedule } = this;
		if (household.kind !== "choosing" || schedule.kind !== "here") return;
		const canRemind = mayRemind(schedule.value.town);
		const after = answered({ ...household, draft: undefined }, answer, schedule.value, canRemind);
		const isLed = answer.kind === "remind" && answer.isWanted;
		this.#go(after, isLed);
		if (after.kind === "settled") this.dispatchEvent(new Event("settled", { bubbles: true }));
		if (isLed) this.#lead();
	}

	#wish({ wish }: WishEvent): void {
		switch (wish.kind) {
			case "town":
				return this.#go(moving(this.household, wish.town));
			case "other-address":
				return this.#change(false);
			case "other-services":
				return this.#change(true);
			case "another-address":
				return this.household.kind === "settled" ? this.#go(adding(this.household)) : undefined;
			case "become":
				return this.#become(wish);
			case "back":
				return this.#back();
			case "retry":
				// A browser may remember that a piece was not there; the history keeps the answers.
				if (this.isCut) return location.reload();
				this.#loading = undefined;
				return void this.#start();
			case "draft":
				if (this.household.kind === "choosing") this.#history.replace({ ...this.household, draft: wish.draft }, here());
				return;
			case "language":
				this.#speak(wish);
		}
	}

	#change(keepPlace: boolean): void {
		if (this.household.kind === "settled") this.#go(changing(this.household, keepPlace));
	}

	#become({ household, isStep }: ViewWish & { kind: "become" }): void {
		if (isStep) return this.#go(household);
		this.adopt(household);
		this.#tools.memory.keepHousehold(household);
	}

	/** Changed where it stands, here or in another window: no step of the history. */
	adopt(household: Household): void {
		this.household = household;
		this.#history.replace(household, here());
		this.#load();
	}

	#back(): void {
		if (this.#history.depth > 0) {
			history.back();
			// The browser takes its time.
			viewExchanged();
		} else if (this.household.kind === "choosing") this.#go(this.household.before ?? NOBODY);
	}

	async #speak({ language }: ViewWish & { kind: "language" }): Promise<void> {
		await speak(language);
		viewExchanged();
		await this.#tools.memory.keepLanguage(language);
	}

	/** A step forward: one more entry of the history, remembered by the device. */
	#go(household: Household, isLed = false): void {
		const many = this.towns.kind === "here" && this.towns.value.length > 1;
		const town = townOf(household);
		this.#history.push(household, many ? addressOf(town, location.pathname) : location.pathname);
		this.side = undefined;
		this.#tools.memory.keepHousehold(household);
		this.#show(household, isLed);
	}

	/** `isLed`: somebody else sets the focus. */
	#show(household: Household, isLed = false): void {
		this.household = household;
		this.lost = undefined;
		this.toggleAttribute("stepped", true);
		this.#load();
		if (!isLed) focusStart(this);
	}

	protected override willUpdate(): void {
		// In chunks of their own: who is settled needs no search, who is choosing no calendar.
		if (this.household.kind === "settled") import("./settled-views.ts");
		else if (this.towns.kind === "here") import("../setup/setup-view.ts");
	}

	protected override updated(changed: PropertyValues): void {
		if (changed.has("schedule") || changed.has("household"))
			wear(this.schedule.kind === "here" ? this.schedule.value.town : this.#entry);
		if (changed.has("household") || (changed.has("side") && this.side)) window.scrollTo(0, 0);
		this.#stands.look(this.shadowRoot?.children[1], !WordedElement.isUnseen, this.side, this.household);
	}

	protected override render() {
		const cut = this.isCut ? html`<page-trouble .trouble=${"offline"}></page-trouble>` : nothing;
		const bar = this.#here().standing && html`<page-bar .side=${this.side}></page-bar>`;
		return html`<page-head></page-head>${this.#sideView() ?? this.#view()}${cut}<page-foot></page-foot>${bar}`;
	}

	#sideView() {
		if (!this.side) return undefined;
		const waits = isOwn(this.side) ? this.schedule.kind === "waiting" && this.household.kind !== "none" : false;
		if (!this.sides || waits) return skeleton;
		return this.sides.sideView(this.side, this.#here());
	}

	#here(): Here {
		const schedule = this.schedule.kind === "here" ? this.schedule.value : undefined;
		const now = schedule && wallClock(schedule.town.zone, this.#tools.clock());
		const standing = schedule && foundIn(this.household, schedule);
		return { ...this.#tools, schedule, standing, now, datasets: this.#shelf };
	}

	#view() {
		const { household, towns, schedule, lost, toldTime } = this;
		const known = { isAtFirstQuestion: this.#isAtFirstQuestion(), now: this.#tools.clock(), entry: this.#entry };
		return mainView({ household, towns, schedule, lost, toldTime, ...known });
	}

	#isAtFirstQuestion(): boolean {
		return (
			this.household.kind === "choosing" && isAtFirstQuestion(this.household) && !this.side && this.#entry !== undefined
		);
	}

	/** The household's town as the list of towns has it. */
	get #entry(): TownEntry | undefined {
		const town = townOf(this.household);
		return this.towns.kind === "here" ? this.towns.value.find(({ id }) => id === town) : undefined;
	}
}

customElements.define("app-page", AppPage);
