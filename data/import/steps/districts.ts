import type { Period } from "../../model/day.ts";
import type { Draft } from "../draft.ts";
import { fillTemplate } from "../read/pattern.ts";
import { nameOfRound, WHOLE_TOWN } from "../round-key.ts";
import { RoundSet } from "../round-map.ts";

/** Where a town has no list of streets, its districts are what people choose. */
export function assignDistricts(draft: Draft, template: string, town: { name: string; coverage: Period }): void {
	const rounds = roundsOf(draft);
	const named = [...new Set(rounds.map(({ round }) => round))].filter((round) => round !== WHOLE_TOWN);
	for (const { service, key, round, source } of rounds) {
		const everywhere = round === WHOLE_TOWN && named.length > 0 && template.includes("{round}");
		for (const district of everywhere ? named : [round]) {
			const name = fillTemplate(template, { round: district || town.name }).trim();
			const own = { key, name: round || undefined };
			const part = { kind: "whole" } as const;
			draft.assignments.push({ street: { name }, part, service, round: own, period: town.coverage, source });
		}
	}
}

/** The rounds with dates that no list of streets has, each with the line of its first date. */
function roundsOf({ dates, assignments }: Draft) {
	const known = new RoundSet(assignments.map(({ service, round: { key } }) => ({ service, key })));
	return dates.flatMap(({ service, round: key, source }) =>
		source && known.add(service, key) ? [{ service, key, round: nameOfRound(key) ?? WHOLE_TOWN, source }] : [],
	);
}
