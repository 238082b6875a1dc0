import { html } from "lit";
import type { InfoText } from "./info-text.ts";
import "../bin/town-bin.ts";
import { contactOf } from "./town-facts.ts";

/** As they look in most towns. */
const BINS = [
	{ label: "Rest-Müll", fraction: "residual", form: "bin", letter: "R" },
	{ label: "Bio-Müll", fraction: "organic", form: "bin", letter: "B" },
	{ label: "Papier", fraction: "paper", form: "bin", letter: "P" },
	{ label: "Gelber Sack", fraction: "packaging", form: "sack", letter: "G" },
] as const;

export const plainText: InfoText = {
	title: "Einfache Sprache",
	body: (town) => html`<div class="simple">
		<section><h2>Was ist das hier?</h2>
			<p>Diese Seite sagt Ihnen:</p>
			<ul><li>Welche Tonne kommt raus?</li><li>An welchem Tag?</li><li>Bis wann muss die Tonne draußen stehen?</li></ul>
			<p>Die Seite kostet nichts. Sie müssen sich nicht anmelden.</p>
			<ul class="bins">${BINS.map((bin) => html`<li><town-bin .service=${bin}></town-bin>${bin.label}</li>`)}</ul></section>
		<section><h2>Haben Sie Fragen?</h2><p>Rufen Sie an oder schreiben Sie:</p>${contactOf(town, "phone first")}</section>
		<section><h2>So fangen Sie an</h2>
			<ol><li>Schreiben Sie Ihre Straße in das Feld.</li><li>Tippen Sie auf Ihre Straße.</li><li>Manchmal fragt die Seite nach der Haus-Nummer.</li><li>Kreuzen Sie Ihre Tonnen an.</li><li>Fertig. Jetzt sehen Sie Ihre Termine.</li></ol></section>
		<section><h2>Ganz oben steht das Wichtigste</h2>
			<p>„Morgen“ heißt: Morgen kommt das Müll-Auto. Stellen Sie die Tonne heute Abend raus.</p>
			<p>Ein Termin ist verschoben? Dann steht dort „statt“. Zum Beispiel: „statt Freitag“. Dann kommt das Müll-Auto nicht am Freitag. Es kommt an dem neuen Tag.</p>
			<p>Manchmal kommt das Müll-Auto gar nicht. Dann steht dort „fällt aus“. Stellen Sie die Tonne dann nicht raus. Die Seite sagt auch den nächsten Tag.</p></section>
		<section><h2>Erinnerung und Kalender</h2>
			<p>Ihr Telefon kann Sie am Abend vorher erinnern. So schalten Sie die Erinnerung ein:</p>
			<ol><li>Tippen Sie auf „Erinnerung“.</li><li>Wählen Sie eine Uhrzeit.</li><li>Tippen Sie auf „Erinnerung einschalten“.</li><li>Ihr Telefon fragt: Darf die Seite Mitteilungen senden? Tippen Sie auf „Zulassen“ oder „Erlauben“.</li></ol>
			<p>Beim iPhone müssen Sie die Seite vorher auf den Home-Bildschirm legen. Die Seite zeigt Ihnen, wie das geht.</p>
			<p>Sie wollen keine Erinnerung mehr? Tippen Sie auf „Ausschalten“.</p>
			<p>Die Termine können auch in Ihrem Kalender stehen.</p>
			<p>Sie können die Termine auch <a href="#drucken">auf Papier drucken</a>. Das Blatt gibt es auch mit großer Schrift.</p></section>
		<section><h2>Etwas anmelden oder melden</h2>
			<p>In manchen Gemeinden können Sie hier auch <a href="#anliegen">etwas anmelden</a>. Zum Beispiel: Das Müll-Auto soll ein altes Sofa abholen.</p>
			<p>Sie bekommen einen Link. Heben Sie den Link auf. Mit dem Link können Sie alles wieder absagen.</p></section>
		<section><h2>Was weiß die Seite von mir?</h2>
			<p>Ihre Haus-Nummer bleibt auf Ihrem Gerät. Niemand sonst kann sie sehen.</p>
			<p>Nur wenn Sie etwas bei der Gemeinde anmelden, schicken Sie die Haus-Nummer mit.</p>
			<p>Sie wollen eine Erinnerung oder einen Kalender? Dann bekommt der Server ein Kenn-Zeichen von Ihrer Straße. Ihr Name ist nicht dabei.</p>
			<p>Sie können <a href="#daten">alles löschen</a>.</p></section>
		<p class="soft small">Dieser Text ist in Einfacher Sprache. Er ist noch nicht von Prüf-Leserinnen und Prüf-Lesern geprüft.</p>
	</div>`,
};
