import type { Dataset } from "../../model/dataset.ts";
import type { Fraction } from "../../model/fraction.ts";
import type { Service } from "../../model/service.ts";
import type { Town, TownId } from "../../model/town.ts";
import type { TownFile } from "../recipe/recipe.ts";

const LETTERS: Readonly<Record<Fraction, string>> = {
	residual: "R",
	organic: "B",
	paper: "P",
	packaging: "G",
	glass: "GL",
	garden: "GA",
	bulky: "SP",
	hazardous: "S",
	"christmas-tree": "W",
	electronics: "E",
	metal: "M",
	textile: "T",
	other: "X",
};

/** A first dataset made of guesses is a trial; one that was confirmed stays so. */
export function townOf(id: TownId, file: TownFile, previous: Pick<Dataset, "town"> | undefined): Town {
	const { name, state, zone, languages, contact, legal, putOut, cutoff, publisher } = file;
	const { abfallnavi, frameAncestors, invented } = file;
	const look = file.look && { accent: file.look.accent, arms: file.armsData };
	const confirmed = previous?.town.confirmed ?? (file.guesses ?? []).length === 0;
	const facts = { name, state, zone, languages, contact, legal, look, putOut, cutoff, publisher };
	return { id, ...facts, abfallnavi, frameAncestors, invented, confirmed, edition: 0 };
}

export function serviceOf({ letter, guessed: _, ...service }: TownFile["services"][number]): Service {
	return { ...service, letter: letter ?? LETTERS[service.fraction], edition: 0 };
}
