import type { Fraction } from "../../model/fraction.ts";

/** The kinds of waste as findings and questions call them. */
export const FRACTION_WORDS: Readonly<Record<Fraction, string>> = {
	residual: "Restmüll",
	organic: "Bioabfall",
	paper: "Altpapier",
	packaging: "Verpackungen (Gelber Sack, Gelbe Tonne)",
	glass: "Altglas",
	garden: "Gartenabfälle",
	bulky: "Sperrmüll",
	hazardous: "Schadstoffe",
	"christmas-tree": "Weihnachtsbäume",
	electronics: "Elektrogeräte",
	metal: "Metall",
	textile: "Altkleider",
	other: "etwas anderes",
};
