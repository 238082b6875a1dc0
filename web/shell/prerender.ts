import { render } from "@lit-labs/ssr";
import { collectResultSync } from "@lit-labs/ssr/lib/render-result.js";
import type { TemplateResult } from "lit";
import { FIRST_QUESTION } from "../household/question.ts";
import { titleOf } from "../setup/setup-view.ts";
import { currentLanguage, directionOf, LANGUAGES, type Language, setLocale } from "../words/page-language.ts";
import { streetShell, townShell } from "./shell-page.ts";

/**
 * Run by the build, in Node: writes the first view in each language to the standard
 * output, as JSON. The town's name and arms are left open (`worker/launch/shell.ts`).
 */
const PLAIN = { name: "%TOWN%" };
const WITH_ARMS = { ...PLAIN, look: { arms: "%ARMS%" } };

// Told of each new language; here nobody listens.
Object.assign(globalThis, { window: new EventTarget() });

const shells = [];
for (const language of LANGUAGES) shells.push(await shellIn(language));
console.log(JSON.stringify(shells));

async function shellIn(language: Language) {
	await setLocale(language);
	if (currentLanguage() !== language) throw new Error(`no words for ${language}`);
	return {
		language,
		direction: directionOf(language),
		street: { title: titleOf(FIRST_QUESTION), body: markupOf(streetShell(PLAIN)) },
		streetWithArms: { title: titleOf(FIRST_QUESTION), body: markupOf(streetShell(WITH_ARMS)) },
		towns: { title: titleOf(undefined), body: markupOf(townShell(PLAIN)) },
	};
}

function markupOf(view: TemplateResult): string {
	const markup = collectResultSync(render(view))
		// What Lit would need to take the view over; it is replaced as a whole.
		.replace(/<!--.*?-->/gsu, "")
		.replace(/ (?:defer-hydration|shadowroot="open")/gu, "")
		.replace(/<style>(.*?)<\/style>/gsu, (_, style: string) => `<style>${withoutSpace(style)}</style>`);
	// Under names that are never defined: these elements stay as they are until the real ones are there.
	return markup.replace(/<(\/?)(?=[a-z]+-)/gu, "<$1shell-");
}

function withoutSpace(style: string): string {
	return style
		.replace(/\/\*.*?\*\//gsu, "")
		.replace(/\s+/gu, " ")
		.trim();
}
