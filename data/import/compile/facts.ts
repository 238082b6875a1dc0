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

export function townOf(id: TownId, file: TownFile): Town {
	const { name, state, zone, languages, contact, legal, putOut, cutoff, publisher, invented } = file;
	const look = file.look && { accent: file.look.accent, arms: file.armsData };
	return { id, name, state, zone, languages, contact, legal, look, putOut, cutoff, publisher, invented, edition: 0 };
}

export function serviceOf({ letter, ...service }: TownFile["services"][number]): Service {
	return { ...service, letter: letter ?? LETTERS[service.fraction], edition: 0 };
}
