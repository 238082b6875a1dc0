import { html, nothing } from "lit";
import type { InfoText } from "./info-text.ts";
import { contactOf, officeOf, stateOf } from "./town-facts.ts";

export const accessibilityText: InfoText = {
	title: "Erklärung zur Barrierefreiheit",
	body: (town, enforcement = town?.legal?.enforcement) => html`
		<section><p>Diese Erklärung gilt für die Anwendung „Tonnentag“${town ? ` mit den Terminen von ${town.name}` : ""}. Maßstab sind die BITV 2.0 und das Recht des Landes${stateOf(town) ? ` ${stateOf(town)}` : ""}, die auf die Norm EN 301 549 und die WCAG verweisen.</p></section>
		<section><h2>Stand der Vereinbarkeit</h2>
			<p>Die Anwendung ist mit den Anforderungen <strong>teilweise vereinbar</strong>.</p>
			<p>Grundlage ist eine Selbstbewertung: automatische Prüfungen jeder Ansicht (axe-core, WCAG 2.2 AA und EN 301 549) hell, dunkel, in Kontrastfarben, schmal und breit, von links und von rechts gelesen; Bedienung allein mit der Tastatur; 400 % Vergrößerung und weite Textabstände; der Baum, den Hilfsmittel lesen, für Überschrift, Straßensuche und Monat. Automatische Prüfungen finden nur einen Teil der Barrieren.</p></section>
		<section><h2>Was noch nicht barrierefrei oder nicht geprüft ist</h2>
			<ul><li>Nicht geprüft: die Bedienung mit Bildschirmleseprogrammen (NVDA, JAWS, VoiceOver, TalkBack) durch Menschen, die sie täglich benutzen.</li>
				<li>Nicht geprüft: Spracheingabe, Schaltersteuerung und Bildschirmlupen.</li>
				<li>Nicht geprüft: die Tabelle auf Papier als PDF nach PDF/UA. Dieselben Termine stehen als Liste auf der Seite.</li>
				<li>Nicht vorhanden: Erläuterungen in Deutscher Gebärdensprache und in geprüfter Leichter Sprache. Es gibt eine Seite in <a href="#einfach">Einfacher Sprache</a>.</li>
				<li>Die Übersetzungen ins Türkische, Arabische, Ukrainische und Polnische hat noch niemand geprüft, der die Sprache spricht.</li>
				<li>Namen der Tonnen und Gründe für Verschiebungen stehen in jeder Sprache auf Deutsch da, so wie auf der Tonne.</li></ul></section>
		<section><h2>Barriere melden</h2>
			<p>Etwas geht nicht, oder Sie brauchen eine Auskunft in einer anderen Form? Schreiben Sie uns. Wir antworten innerhalb eines Monats.</p>${contactOf(town)}</section>
		<section><h2>Schlichtung und Durchsetzung</h2>
			<p>Wenn wir Ihnen nicht zufriedenstellend antworten, können Sie sich kostenlos an die Durchsetzungs- oder Schlichtungsstelle für digitale Barrierefreiheit ${stateOf(town) ? `des Landes ${stateOf(town)}` : "Ihres Landes"} wenden. Einen Anwalt brauchen Sie nicht.</p>
			${enforcement ? officeOf(enforcement) : nothing}
			<p>Für Stellen des Bundes ist es die Schlichtungsstelle nach § 16 des Behindertengleichstellungsgesetzes: <a href="https://www.schlichtungsstelle-bgg.de" rel="noreferrer">www.schlichtungsstelle-bgg.de</a>.</p></section>
		<section><p class="soft small">Diese Erklärung wird jährlich und bei jeder größeren Änderung überprüft.</p></section>`,
};
