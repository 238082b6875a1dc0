import { msg, str } from "@lit/localize";
import { makeNumberWords } from "../../data/model/number-words.ts";
import type { Place } from "../../data/model/street.ts";

/** A part of a street as a choice in words. */
export function partWords({ part }: Place): string {
	switch (part.kind) {
		case "whole":
			return msg("Alle übrigen Hausnummern");
		case "numbers":
			return msg(str`Hausnummern ${makeNumberWords(part.numbers, numberWords())}`);
		case "words":
			return part.words;
	}
}

function numberWords() {
	return {
		even: msg("gerade", { desc: "house numbers: even 2-28" }),
		odd: msg("ungerade", { desc: "house numbers: odd 1-27" }),
		from: msg("ab", { desc: "house numbers: from 30 on" }),
		without: msg("ohne", { desc: "house numbers: without 14" }),
		and: msg("und", { desc: "between the last two house numbers" }),
	};
}
