import type { Fraction } from "../../../data/model/fraction.ts";
import type { Service } from "../../../data/model/service.ts";

/** OpenERZ's ids where it has one, and ours in its spelling. */
const TYPES: Record<Fraction, string> = {
	residual: "waste",
	organic: "organic",
	paper: "paper",
	packaging: "lightweight_packaging",
	glass: "glass",
	garden: "garden",
	bulky: "bulky_goods",
	hazardous: "special",
	"christmas-tree": "christmas_tree",
	electronics: "electronics",
	metal: "metal",
	textile: "textile",
	other: "other",
};

/** Known to OpenERZ and its clients, and collected by nobody here. */
const ELSEWHERE = ["cardboard", "mobile", "chipping_service", "incombustibles", "oil", "cargotram", "etram"];

export const WASTE_TYPES: readonly string[] = [...Object.values(TYPES), ...ELSEWHERE];

/**
 * What a service is called in an answer to `asked`; `undefined` where it was not asked for. Two services can be of
 * one type (residual waste every 2 and every 4 weeks): their own ids may be asked for too, and are answered then.
 */
export function wasteTypeOf({ id, fraction }: Service, asked: readonly string[] | undefined): string | undefined {
	const type = TYPES[fraction];
	if (!asked || asked.includes(type)) return type;
	return asked.includes(id) ? id : undefined;
}

/** The types of some services, in OpenERZ's spelling, each once. */
export function typesOf(services: readonly Service[]): string[] {
	return [...new Set(services.map(({ fraction }) => TYPES[fraction]))].sort();
}
