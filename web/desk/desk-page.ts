import { msg, str } from "@lit/localize";
import { css, html, nothing } from "lit";
import { CHANGES_FILE } from "../../data/import/files.ts";
import type { DeskSession } from "../../data/model/desk.ts";
import type { TownId } from "../../data/model/town.ts";
import { WordedElement } from "../words/worded-element.ts";
import { followChanges } from "./draft/published-changes.ts";
import type { Work } from "./draft/work.ts";
import type { DeskServer, Served } from "./server/desk-server.ts";
import type { DraftKeeper } from "./server/draft-keeper.ts";
import { session } from "./server/sign-in.ts";
import { deskStyle } from "./views/desk-style.ts";
import "./views/files-view.ts";
import "./views/questions-view.ts";
import "./views/wordings-view.ts";
import "./views/facts-view.ts";
import "./views/findings-view.ts";
import "./views/publish-view.ts";
import "./views/recipe-view.ts";
import "./views/strike-view.ts";
import "./views/requests-view.ts";
import "./views/notices-view.ts";
import "./views/editions-view.ts";
import "./views/figures-view.ts";
import "./views/access-view.ts";

/** To bring a year in, in the order in which it is done. */
const YEAR = ["dateien", "fragen", "bezeichnungen", "gemeinde", "befunde", "veroeffentlichen", "rezept"] as const;
/** What comes up meanwhile. */
const DAILY = ["kurzfristig", "anliegen", "hinweise", "ausgaben", "zahlen", "zugang"] as const;
const VIEWS = [...YEAR, ...DAILY];
type View = (typeof VIEWS)[number];

/** The roof of the desk: which part of the work stands there. */
export class DeskPage extends WordedElement {
	static override properties = {
		town: { attribute: false },
		work: { attribute: false },
		server: { attribute: false },
		luck: { attribute: false },
		view: { state: true },
		served: { state: true },
		session: { state: true },
		strike: { attribute: false },
		keeper: { attribute: false },
		invite: { attribute: false },
		trouble: { state: true },
	};
	declare town: TownId;
	declare work: Work;
	declare server: DeskServer;
	declare luck: () => number;
	declare view: View;
	declare served: Served | undefined;
	declare session: DeskSession | undefined;
	/** Another work, on what is published: for what is changed in a minute. */
	declare strike: Work;
	declare keeper: DraftKeeper;
	declare invite: string | undefined;
	declare trouble: string | undefined;

	static override styles = [
		deskStyle,
		css`
			header, main, nav { padding-inline: calc(var(--gutter) / 2); max-inline-size: 76rem; margin-inline: auto; }
			header { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: baseline; justify-content: space-between; padding-block: 1rem; }
			nav + nav ol { border-block-end: 1px solid var(--line); }
			nav ol { display: flex; flex-wrap: wrap; gap: 0.25rem; }
			nav a { display: inline-flex; align-items: center; gap: 0.5rem; min-block-size: 2.75rem; padding-inline: 0.75rem; color: var(--ink); text-decoration: none; border-block-end: 3px solid transparent; }
			nav a:hover { text-decoration: underline; }
			nav a[aria-current] { font-weight: 600; border-block-end-color: var(--accent); }
			.count { min-inline-size: 1.5rem; padding-inline: 0.375rem; border-radius: 1rem; background: var(--accent); color: var(--on-accent); font-size: var(--size-s); text-align: center; }
			main { padding-block: 1.5rem 4rem; }
			.busy { position: sticky; inset-block-end: 0; padding: 0.75rem 1rem; background: var(--surface); border-block-start: 1px solid var(--line); }
			@media (forced-colors: active) { .count { border: 1px solid CanvasText; } nav a[aria-current] { border-block-end-color: Highlight; } }
		`,
	];

	/** `changes.csv` as it was when last looked at. */
	#changes: string | undefined;

	constructor() {
		super();
		this.view = viewOfAddress();
	}

	/** What is published is what the work is compared with. */
	async open(): Promise<void> {
		this.work.addEventListener("change", () => this.requestUpdate());
		this.strike.addEventListener("change", () => this.requestUpdate());
		this.keeper.addEventListener("change", () => this.requestUpdate());
		addEventListener("hashchange", () => this.#go());
		await Promise.all([this.#look(), this.#enter()]);
		await this.#followChanges();
	}

	/** Who is signed in has a draft at the server. */
	async #who(): Promise<void> {
		await this.#enter();
		await this.#followChanges();
	}

	async #enter(): Promise<void> {
		const answer = await session(this.server);
		this.session = answer.kind === "done" ? answer.value : undefined;
		if (this.session && this.session.role !== "haulier") await this.keeper.open();
	}

	async #renew(): Promise<void> {
		await this.#look();
		await this.#followChanges();
	}

	async #look(): Promise<void> {
		this.served = await this.server.served();
		this.work.follow(this.served?.text);
		this.strike.follow(this.served?.text);
	}

	/** A strike that was published while a year is brought in is part of that year, too. */
	async #followChanges(): Promise<void> {
		const { work, session } = this;
		const published = session && session.role !== "haulier" ? await this.server.changes() : undefined;
		if (published === undefined) return;
		const before = this.#changes;
		this.#changes = published;
		if (work.json === "") return;
		const held = work.files.get(CHANGES_FILE);
		const mine = held ? new TextDecoder().decode(held.bytes) : "";
		const next = followChanges(mine, before, published);
		if (next === mine) return;
		await (next === ""
			? work.drop(CHANGES_FILE)
			: work.put({ path: CHANGES_FILE, bytes: new TextEncoder().encode(next) }));
	}

	async #goOn(): Promise<void> {
		const edition = await this.server.edition();
		this.trouble = edition
			? undefined
			: msg("Die Dateien dieser Gemeinde liegen nicht hier, oder Sie sind nicht angemeldet.");
		if (edition) await this.work.resume(edition.kept, edition.files);
	}

	#go() {
		this.view = viewOfAddress();
		this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("h1")?.focus());
	}

	protected override render() {
		const { work } = this;
		return html`<header><p><strong lang="de">${this.town}</strong> <span class="soft">${msg("Schreibtisch der Gemeinde")}</span></p>
				<p class="soft small">${this.#kept()}</p>
				<button class="button" type="button" ?disabled=${!work.canUndo} @click=${() => work.undo()}>${msg("Letzten Schritt zurücknehmen")}</button></header>
			<nav aria-label=${msg("Arbeitsschritte")}><ol>${YEAR.map((view) => this.#tab(view))}</ol></nav>
			<nav aria-label=${msg("Laufendes")}><ol>${DAILY.map((view) => this.#tab(view))}</ol></nav>
			<main @renew=${() => this.#renew()} @published=${() => this.#renew()} @session=${() => this.#who()} @go-on=${() => this.#goOn()}>
				${this.#draft()}
				<h1 tabindex="-1">${nameOf(this.view)}</h1>
				${this.trouble ? html`<p class="wrong" role="alert">${this.trouble}</p>` : nothing}
				${work.failed ? html`<p class="wrong" role="alert">${msg(str`Das ließ sich nicht lesen: ${work.failed}`)}</p>` : nothing}
				<div class="view">${this.#shown()}</div>
			</main>
			<div role="status" class=${work.busy > 0 ? "busy" : ""}>${work.busy > 0 ? html`<label>${msg("Die Dateien werden gelesen …")} <progress></progress></label>` : nothing}</div>`;
	}

	#draft() {
		const { state } = this.keeper;
		if (state !== "stale") return nothing;
		return html`<div class="card" role="alert"><p><strong>${msg("Jemand anderes hat an diesem Entwurf weitergearbeitet.")}</strong> ${msg("Ihre letzten Schritte sind noch nicht gesichert.")}</p>
			<div class="bar"><button class="button" type="button" @click=${() => this.keeper.takeTheirs()}>${msg("Den anderen Stand holen")}</button>
			<button class="button" type="button" @click=${() => this.keeper.keepMine()}>${msg("Meinen Stand behalten; der andere geht verloren")}</button></div></div>`;
	}

	/** What becomes of the work if the browser closes now. */
	#kept() {
		if (!this.session) return msg("nicht angemeldet");
		const name = this.session.person?.name ?? msg("Betreiber");
		switch (this.keeper.state) {
			case "saved":
				return msg(str`${name} · Entwurf gesichert`);
			case "saving":
				return msg(str`${name} · Entwurf wird gesichert …`);
			case "not-saved":
				return msg(str`${name} · Entwurf nicht gesichert`);
			default:
				return name;
		}
	}

	#tab(view: View) {
		const count = this.#countOf(view);
		return html`<li><a href=${`#${view}`} aria-current=${view === this.view ? "step" : nothing}>${nameOf(view)}${count > 0 ? html`<span class="count">${count}</span>` : nothing}</a></li>`;
	}

	#countOf(view: View): number {
		const { report } = this.work;
		if (view === "fragen") return this.work.open.length;
		return view === "befunde" && report?.open.length === 0 ? report.problems.length : 0;
	}

	#shown() {
		const { work } = this;
		switch (this.view) {
			case "dateien":
				return html`<desk-files .work=${work} .isServed=${this.served !== undefined}></desk-files>`;
			case "fragen":
				return html`<desk-questions .work=${work}></desk-questions>`;
			case "bezeichnungen":
				return html`<desk-wordings .work=${work}></desk-wordings>`;
			case "gemeinde":
				return html`<desk-facts .work=${work}></desk-facts>`;
			case "befunde":
				return html`<desk-findings .work=${work}></desk-findings>`;
			case "veroeffentlichen":
				return html`<desk-publish .work=${work} .server=${this.server} .served=${this.served} .luck=${this.luck}></desk-publish>`;
			case "rezept":
				return html`<desk-recipe .work=${work}></desk-recipe>`;
			case "kurzfristig":
				return html`<desk-strike .work=${this.strike} .server=${this.server} .served=${this.served}></desk-strike>`;
			case "anliegen":
				return html`<desk-requests .server=${this.server} .session=${this.session}></desk-requests>`;
			case "hinweise":
				return html`<desk-notices .work=${this.strike} .server=${this.server} .session=${this.session}></desk-notices>`;
			case "ausgaben":
				return html`<desk-editions .server=${this.server} .session=${this.session}></desk-editions>`;
			case "zahlen":
				return html`<desk-figures .server=${this.server} .session=${this.session}></desk-figures>`;
			case "zugang":
				return html`<desk-access .server=${this.server} .session=${this.session} .invite=${this.invite}></desk-access>`;
		}
	}
}

function viewOfAddress(): View {
	return VIEWS.find((view) => location.hash === `#${view}`) ?? "dateien";
}

function nameOf(view: View): string {
	switch (view) {
		case "dateien":
			return msg("Dateien");
		case "fragen":
			return msg("Fragen");
		case "bezeichnungen":
			return msg("Bezeichnungen");
		case "gemeinde":
			return msg("Gemeinde");
		case "befunde":
			return msg("Befunde");
		case "veroeffentlichen":
			return msg("Vergleichen und veröffentlichen");
		case "rezept":
			return msg("Rezept als Text");
		case "kurzfristig":
			return msg("Heute fällt etwas aus");
		case "anliegen":
			return msg("Anliegen");
		case "hinweise":
			return msg("Hinweise an Haushalte");
		case "ausgaben":
			return msg("Ausgaben und Plan");
		case "zahlen":
			return msg("Zahlen");
		case "zugang":
			return msg("Zugang");
	}
}

customElements.define("desk-page", DeskPage);
