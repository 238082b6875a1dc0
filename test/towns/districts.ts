import { readdirSync } from "node:fs";
import { published } from "./foreign.ts";
import { iso, lines } from "./independent.ts";

// What the published tables by district say: `street service day` or `round service day`.

/** Streets of the text files with the dates of each fraction; «(…)» names a part and stays with the street. */
export function schwabenTexts(): string[] {
	const services: Record<string, string> = {
		Restmüll: "rest",
		Biomüll: "bio",
		"Gelber Sack": "gelb",
		Gartenabfälle: "garten",
	};
	return [2024, 2025, 2026].flatMap((year) =>
		readdirSync(published("markt-schwaben-2024-2026", String(year))).flatMap((name) => {
			const all = lines("markt-schwaben-2024-2026", `${year}/${name}`, "windows-1252");
			const after = (heading: string) => all[all.findIndex((line) => line.startsWith(heading)) + 1] ?? "";
			const streets = after("Straßen-Namen:").split(/,(?![^(]*\))/u);
			return Object.entries(services).flatMap(([heading, service]) => {
				const days = all.some((line) => line.startsWith(heading))
					? after(`${heading}:`).match(/\d\d\.\d\d\.\d{4}/gu)
					: null;
				const own = (days ?? []).map(iso).filter((day) => day.startsWith(String(year)));
				return streets.flatMap((street) => own.map((day) => `${street.replace(/\(.*/u, "").trim()} ${service} ${day}`));
			});
		}),
	);
}

/** District numbers of a day by column; the streets by district. */
export function buende(): string[] {
	const columns: Record<number, string> = {
		4: "rest-blau",
		5: "rest-blau",
		6: "rest-gelb",
		7: "rest-gelb",
		8: "bio",
		9: "bio",
		10: "sack",
		11: "kleider",
	};
	return lines("buende-2016", "Kalender-2016.csv")
		.slice(1)
		.flatMap((line) => {
			const [year = "", month = "", day = "", ...rest] = line.split(",");
			return rest.flatMap((district, at) => {
				const service = columns[at + 3];
				return district && service ? [`${district} ${service} ${iso(`${day}.${month}.${year}`)}`] : [];
			});
		});
}

/** `'7'` in the column of paper on the Monday sheet is round «MO 7». */
export function giessen(): string[] {
	const services = ["rest-eco", "rest", "papier", "gelb", "bio", "sperr"];
	return (["monday", "tuesday"] as const).flatMap((file) =>
		lines("giessen-2014", `${file}.csv`)
			.slice(1)
			.flatMap((line) => {
				const [day = "", ...rest] =
					line.match(/("[^"]*"|[^,]*)(?:,|$)/gu)?.map((cell) => cell.replace(/,$/u, "")) ?? [];
				return services.flatMap((service, at) =>
					(rest[at]?.match(/[a-d]|\d/gu) ?? []).map(
						(round) => `${file === "monday" ? "MO" : "DI"} ${round.toUpperCase()} ${service} ${iso(day)}`,
					),
				);
			}),
	);
}
