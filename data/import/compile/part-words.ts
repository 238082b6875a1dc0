import { makeNumberWords } from "../../model/number-words.ts";
import type { DraftAssignment } from "../draft.ts";

/** " 2–40", " (von der Bahn bis zur Else)"; empty for the whole street. */
export function partWords({ part }: Pick<DraftAssignment, "part">): string {
	if (part.kind === "numbers") return ` ${makeNumberWords(part.numbers)}`;
	return part.kind === "words" ? ` (${part.words})` : "";
}
