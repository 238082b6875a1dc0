import type { Service } from "../../data/model/service.ts";

/** Services of one kind: of several rhythms or sizes a household has one, as a rule. */
export interface Kind {
	/** The word they begin with. */
	readonly name: string;
	readonly services: readonly Service[];
}

/**
 * What is asked together: bins of the same waste whose names begin with the same word
 * ("Restmüll 2-wöchentlich", "Restmüll 4-wöchentlich"). Whatever else there is stands alone.
 */
export function kindsOf(offered: readonly Service[]): Kind[] {
	const kinds = new Map<string, Service[]>();
	for (const service of offered) {
		const key = keyOf(service);
		kinds.set(key, [...(kinds.get(key) ?? []), service]);
	}
	return [...kinds.values()].flatMap((services) => (services[0] ? [{ name: firstWord(services[0]), services }] : []));
}

function keyOf(service: Service): string {
	const isBin = service.form === "bin" || service.form === "container";
	return isBin ? `${service.fraction} ${firstWord(service)}` : service.id;
}

function firstWord({ label }: Service): string {
	return label.split(" ")[0] ?? label;
}
