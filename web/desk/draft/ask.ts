import { pasted, placesOf } from "../../../data/import/guess/paste.ts";
import type { Paste, Question } from "../../../data/import/guess/questions.ts";
import { townAsText } from "../../../data/import/guess/town-text.ts";
import { OPEN } from "../../../data/import/recipe/open-questions.ts";
import { type Json, parseJson } from "../town/value.ts";

/** A question stands until the lines that ask it are gone from `town.json`, however that came about. */
export function stillOpen(questions: readonly Question[], json: string): Question[] {
	return questions.filter(({ answers }) =>
		answers.some(({ pastes }) => pastes.some((paste) => asks(paste) && placesOf(json, paste).length > 0)),
	);
}

function asks({ instead }: Paste): boolean {
	return instead?.includes(`"${OPEN}"`) ?? false;
}

/** `town.json` after an answer, written as it always is; `undefined` where its lines are not there any more. */
export function answered(json: string, pastes: readonly Paste[]): string | undefined {
	const done = pastes.reduce((now: string | undefined, paste) => now && (pasted(now, paste) ?? now), json);
	const parsed = done === undefined || done === json ? undefined : parseJson(done);
	return parsed && "value" in parsed ? written(parsed.value) : undefined;
}

export function written(town: Json): string {
	return typeof town === "object" && town !== null ? townAsText(town) : "";
}
