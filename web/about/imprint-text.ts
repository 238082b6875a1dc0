import { html } from "lit";
import type { InfoText } from "./info-text.ts";
import { publisherOf } from "./town-facts.ts";

export const imprintText: InfoText = {
	title: "Impressum",
	body: (town) => html`
		<section><h2>Anbieter</h2>${publisherOf(town)}</section>
		<section><h2>Woher die Termine kommen</h2>
			<p>${town ? `Die Termine gibt ${town.publisher} heraus.` : "Die Termine gibt die jeweilige Gemeinde heraus."} Bei jedem verschobenen Termin können Sie nachsehen, wo er steht. Verbindlich ist die Bekanntmachung der Gemeinde.</p></section>
		<section><h2>Die Software</h2>
			<p>Tonnentag ist freie Software unter der European Union Public Licence 1.2. Schrift: Fira Sans (SIL Open Font License 1.1). Gestaltung nach KERN (EUPL 1.2).</p></section>`,
};
