/** A plan as days of streets, cut into files of any form. Nothing here is code of the import. */

export interface Planned {
	readonly street: string;
	readonly service: string;
	readonly round: string;
	/** YYYY-MM-DD */
	readonly day: string;
}

export type Plan = readonly Planned[];

/** What one import brings: a stretch of days, some services, some streets. */
export interface Cell {
	readonly plan: Plan;
	readonly from: string;
	readonly to: string;
	/** Tells the files of the districts apart. */
	readonly district: number;
}

export type Random = (below: number) => number;

/** The same drawing each time: a linear congruential generator (Numerical Recipes). */
export function lottery(seed: number): Random {
	let state = seed >>> 0;
	return (below) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

export function shuffled<T>(items: readonly T[], random: Random): T[] {
	const keyed = items.map((item) => ({ item, key: random(1_000_000) }));
	return keyed.sort((one, other) => one.key - other.key).map(({ item }) => item);
}

/** The plan of the next year: 52 weeks later, or the same day of the month. */
export function yearLater(plan: Plan, how: "weeks" | "calendar"): Plan {
	return plan.flatMap((each) => {
		const year = Number(each.day.slice(0, 4));
		if (how === "calendar")
			return each.day.endsWith("-02-29") ? [] : [{ ...each, day: `${year + 1}${each.day.slice(4)}` }];
		const at = new Date(`${each.day}T00:00:00Z`);
		at.setUTCDate(at.getUTCDate() + 364);
		return [{ ...each, day: at.toISOString().slice(0, 10) }];
	});
}

export const FORMS = ["streets and rounds", "dates of streets", "calendars"] as const;

/** The files of a cell and the steps that read them; `name` is what the file of dates is called. */
export function filesOf({ plan, district }: Cell, form: (typeof FORMS)[number], name: string) {
	const services = Object.fromEntries(plan.map(({ service }) => [service, service]));
	const service = { columns: ["Leistung"], map: services };
	const format = "YYYY-MM-DD";
	if (form === "calendars") return calendarsOf(plan, services);
	if (form === "dates of streets") {
		const rows = plan.map(({ street, service: what, day }) => `${street};${what};${day}`);
		const step = { as: "dates", file: name, service, date: "Datum", format, street: "Straße" };
		return { read: [step], files: { [name]: table("Straße;Leistung;Datum", rows) } };
	}
	const list = `strassen-${district}.csv`;
	const ids = Object.keys(services);
	const streets = [...Map.groupBy(plan, ({ street }) => street)].map(([street, own]) =>
		[street, ...ids.map((id) => own.find((each) => each.service === id)?.round ?? "")].join(";"),
	);
	const rounds = ids.map((id) => ({ services: [id], column: id, none: [""] }));
	const dates = [...new Set(plan.map(({ service: what, round, day }) => `${what};${round};${day}`))];
	return {
		read: [
			{ as: "streets", file: list, street: "Straße", rounds },
			{ as: "dates", file: name, service, date: "Datum", format, round: "Tour" },
		],
		files: {
			[list]: table(["Straße", ...ids].join(";"), streets),
			[name]: table("Leistung;Tour;Datum", dates),
		},
	};
}

function table(header: string, rows: readonly string[]): string {
	return `${[header, ...rows].join("\n")}\n`;
}

/** A calendar per street. */
function calendarsOf(plan: Plan, summaries: Readonly<Record<string, string>>) {
	const byStreet = [...Map.groupBy(plan, ({ street }) => street)];
	const files = byStreet.map(([street, own]) => {
		const events = own.flatMap(({ service, day }, at) => [
			"BEGIN:VEVENT",
			`UID:${at}-${day}@plan.example`,
			"DTSTAMP:20200101T000000Z",
			`DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`,
			`SUMMARY:${service}`,
			"END:VEVENT",
		]);
		const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//x//DE", ...events, "END:VCALENDAR", ""];
		return [`${street}.ics`, lines.join("\r\n")] as const;
	});
	const read = byStreet.map(([street]) => ({ as: "calendar", file: `${street}.ics`, summaries, street }));
	return { read, files: Object.fromEntries(files) };
}

/** Cuts a plan by days, by services and by districts (streets whose rounds no other district has). */
export function cellsOf(plan: Plan, cuts: readonly string[], random: Random): Cell[] {
	const half = new Set(
		shuffled([...new Set(plan.map(({ service }) => service))], random).filter((_, at) => at % 2 === 0),
	);
	const days = plan.map(({ day }) => day).sort();
	const districts = districtsOf(plan);
	const stretchOf = (day: string) => cuts.filter((cut) => cut <= day).length;
	const edges = [`${days[0]?.slice(0, 4)}-01-01`, ...cuts, `${days.at(-1)?.slice(0, 4)}-12-31`];
	const groups = Map.groupBy(plan, (each) =>
		[stretchOf(each.day), half.has(each.service), (districts.get(each.street) ?? 0) % 2].join(" "),
	);
	return [...groups].map(([key, own]) => {
		const [stretch = 0, , district = 0] = key.split(" ").map(Number);
		return { plan: own, from: edges[stretch] ?? "", to: edges[stretch + 1] ?? "", district };
	});
}

/** Streets that share a round, of whatever service, are one district. */
function districtsOf(plan: Plan): Map<string, number> {
	const districts = new Map([...new Set(plan.map(({ street }) => street))].map((street, at) => [street, at]));
	const firsts = new Map<string, string>();
	for (const { street, round } of plan) {
		const first = firsts.get(round) ?? street;
		firsts.set(round, first);
		const [one, other] = [districts.get(first) ?? 0, districts.get(street) ?? 0];
		for (const [each, district] of districts) if (district === other) districts.set(each, one);
	}
	return districts;
}
