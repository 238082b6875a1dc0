import { html, nothing } from "lit";
import { FORGOTTEN_AFTER_MONTHS } from "../../data/model/retention.ts";
import type { InfoText } from "./info-text.ts";
import { officeOf, publisherOf } from "./town-facts.ts";

export const privacyText: InfoText = {
	title: "Datenschutz",
	body: (town) => html`
		<section><p>Kurz: Ihre Hausnummer und die Namen Ihrer Adressen bleiben auf Ihrem Gerät. Nur wenn Sie sich erinnern lassen, einen Kalender abonnieren oder Ihre Tonnen weitergeben, steht darin ein Kennzeichen Ihrer Straße oder ihres Teils; auf dem iPhone auch in der Adresse, unter der es die App für den Home-Bildschirm abfragt. Es gibt kein Konto, keine Werbung, keine Auswertung Ihrer Besuche und keine Inhalte von fremden Servern. Deshalb gibt es auch kein Cookie-Banner.</p></section>
		<section><h2>Verantwortlich</h2>${publisherOf(town)}</section>
		${town?.legal?.privacyOfficer ? html`<section><h2>Datenschutzbeauftragte Person</h2>${officeOf(town.legal.privacyOfficer)}</section>` : nothing}
		${town?.legal?.processors ? html`<section><h2>Wer den Server betreibt</h2>${town.legal.processors.map(officeOf)}</section>` : nothing}
		<section><h2>Was auf Ihrem Gerät gespeichert wird</h2>
			<ul><li>Gemeinde, Straße, Hausnummer (nur wenn sie gebraucht wird), das Kennzeichen der Straße oder ihres Teils und Ihre Tonnen, dazu die Namen, die Sie Ihren Adressen geben</li>
				<li>die gewählte Sprache und, wenn Sie sie einschalten, die Zeiten der Erinnerungen</li>
				<li>die Seite selbst und die Termine der Gemeinde, damit alles auch ohne Verbindung geht</li></ul>
			<p>Das ist für die Anzeige unbedingt nötig, die Sie wünschen (§ 25 Abs. 2 Nr. 2 TDDDG). Gesucht wird im Verzeichnis, das Ihr Gerät geladen hat: die Hausnummer verlässt Ihr Gerät nur in einem Anliegen, das Sie absenden.</p></section>
		<section><h2>Was beim Aufruf der Seite geschieht</h2>
			<p>Ihr Gerät lädt die Seite und das Verzeichnis der ganzen Gemeinde. Dabei erhält der Server wie bei jeder Internetseite Ihre IP-Adresse. Die Anwendung schreibt sie nicht auf.</p>
			<p>Auf iPhone und iPad weiß die App auf dem Home-Bildschirm nichts von dem, was der Browser gespeichert hat. Damit Sie dort nicht alles noch einmal eingeben müssen, steht in der Adresse, unter der das Gerät Name und Symbol der App abfragt, ein Kennzeichen Ihrer Straße oder ihres Teils und Ihre Tonnen, keine Hausnummer und kein Name. Der Server speichert diese Adresse nicht.</p></section>
		<section><h2>Kalender</h2>
			<p>Wenn Sie die Termine im Kalender abonnieren, fragt Ihr Kalenderprogramm die Adresse des Abonnements regelmäßig ab. In ihr stehen ein Kennzeichen Ihrer Straße oder ihres Teils und die Tonnen, keine Hausnummer und kein Name. Kalender von Google oder Microsoft fragen von deren Servern aus; dafür gelten deren Bedingungen.</p></section>
		<section><h2>Erinnerungen</h2>
			<p>Nur wenn Sie Erinnerungen einschalten (Einwilligung, Art. 6 Abs. 1 Buchst. a DSGVO), speichert der Server:</p>
			<ul><li>die Zustelladresse und die Schlüssel, die Ihr Browser dafür vergibt</li><li>ein Kennzeichen Ihrer Straße oder ihres Teils, Tonnen, Uhrzeiten, eine Pause mit ihrem Datum, und die Sprache</li><li>wann zuletzt zugestellt wurde und mit welchem Ergebnis</li></ul>
			<p>Zugestellt wird über den Dienst, den der Hersteller Ihres Browsers vorgibt, zum Beispiel Google, Mozilla, Microsoft oder Apple, auch außerhalb der EU. Der Inhalt ist verschlüsselt; dieser Dienst kann ihn nicht lesen.</p>
			<p>Gelöscht wird, sobald Sie die Erinnerungen ausschalten oder der Dienst meldet, dass es Ihre Zustelladresse nicht mehr gibt; außerdem, wenn ${FORGOTTEN_AFTER_MONTHS} Monate lang weder diese Seite auf Ihrem Gerät den Server nach Ihren Erinnerungen gefragt hat noch eine zugestellt werden konnte. Nach der folgenden Nacht ist davon auch in den Dateien des Servers nichts mehr zu finden.</p></section>
		<section><h2>Anliegen</h2>
			<p>Was Sie in einem Anliegen an die Gemeinde schreiben, liegt bis zum Absenden nur auf Ihrem Gerät. Danach speichert es der Server für die Gemeinde; was genau, auf welcher Rechtsgrundlage und wie lange, steht bei jedem Formular. Mit dem Link zu Ihrem Anliegen sehen, ändern und löschen Sie es.</p></section>
		<section><h2>Ihre Rechte</h2>
			<p>Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung, Datenübertragbarkeit und Widerspruch (Art. 15 bis 21 DSGVO) und können eine Einwilligung jederzeit widerrufen. Das meiste davon können Sie selbst tun: <a href="#daten">Meine Daten ansehen, sichern und löschen</a>.</p>
			<p>Beschweren können Sie sich bei der Datenschutzaufsicht Ihres Bundeslandes.</p></section>
`,
};
