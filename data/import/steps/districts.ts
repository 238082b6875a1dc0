import type { Period } from "../../model/day.ts";
import type { Source } from "../../model/source.ts";
import type { Draft } from "../draft.ts";
import { fillTemplate } from "../read/pattern.ts";
import { WHOLE_TOWN } from "./reading.ts";

/** Where a town has no list of streets, its districts are what people choose. */
export function assignDistricts(draft: Draft, template: string, town: { name: string; coverage: Period }): void {
	const rounds = roundsOf(draft);
	const named = [...new Set(rounds.map(({ round }) => round))].filter((round) => round !== WHOLE_TOWN);
	for (const { service, round, source } of rounds) {
		const everywhere = round === WHOLE_TOWN && named.length > 0 && template.includes("{round}");
		for (const district of everywhere ? named : [round]) {
			const name = fillTemplate(template, { round: district || town.name }).trim();
			const key = { key: round, name: round || undefined };
			const part = { kind: "whole" } as const;
			draft.assignments.push({ street: { name }, part, service, round: key, period: town.coverage, source });
		}
	}
}

/** The rounds with dates that no list of streets has, each with the line of its first date. */
function roundsOf({ dates, assignments }: Draft) {
	const key = (service: string, round: string) => `${service}\t${round}`;
	const assigned = new Set(assignments.map(({ service, round }) => key(service, round.key)));
	const found = new Map<string, { service: (typeof dates)[number]["service"]; round: string; source: Source }>();
	for (const { service, round, source } of dates) {
		const name = key(service, round);
		if (!assigned.has(name) && !found.has(name) && source) found.set(name, { service, round, source });
	}
	return [...found.values()];
}
