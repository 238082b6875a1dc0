import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { automationYaml, hacsYaml } from "./smart-home-yaml.ts";

/** What to do with the address of a calendar in the programs that read it, each with the address filled in. */
export function smartHome(feed: string, label: string): TemplateResult {
	const byDay = feed.includes("group=day") ? feed : `${feed}${feed.includes("?") ? "&" : "?"}group=day`;
	return html`<details class="smart">
		<summary>Home Assistant, ioBroker</summary>
		<h3>Home Assistant</h3>
		<p>${msg("Die Integration «Remote Calendar» hinzufügen und diese Adresse einsetzen:")}</p>
		${block(byDay)}
		<p>${msg("Für Automationen je Tonne dieselbe Integration mit der Adresse ohne «group=day»; am Vorabend um 18 Uhr zum Beispiel:")}</p>
		${block(automationYaml(label))}
		<h3>HACS: waste_collection_schedule</h3>
		<p>${msg("In configuration.yaml einfügen:")}</p>
		${block(hacsYaml(feed))}
		<h3>ioBroker</h3>
		<p>${msg("Im Adapter «ical» diese Adresse eintragen und die Vorschau auf mindestens 60 Tage stellen. In «trashschedule» die genaue Übereinstimmung wählen, weil ein Name in einem anderen enthalten sein kann.")}</p>
		${block(feed)}
	</details>`;
}

/** To be scrolled by keyboard, too. */
function block(text: string): TemplateResult {
	return html`<pre dir="ltr" tabindex="0">${text}</pre>`;
}
