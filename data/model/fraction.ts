/** The kinds of waste, a closed list. What a town calls them is the label of its services. */
export const FRACTIONS = [
	"residual",
	"organic",
	"paper",
	"packaging",
	"glass",
	"garden",
	"bulky",
	"hazardous",
	"christmas-tree",
	"electronics",
	"metal",
	"textile",
	"other",
] as const;

export type Fraction = (typeof FRACTIONS)[number];
