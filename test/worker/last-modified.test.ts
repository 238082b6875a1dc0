import { expect, test } from "vitest";
import type { Dataset } from "../../data/model/dataset.ts";
import { makeDataset } from "../../data/model/dataset-file.ts";
import { importEdition, lawful } from "../import/edition-town.ts";
import { edgeInMemory } from "./edge-in-memory.ts";

// A client that sends only If-Modified-Since must learn that a date is gone, or it keeps it for ever.

const DAYS = ["2026-11-03", "2026-11-17", "2026-12-01", "2026-12-15", "2026-12-29"];
const FIRST = "2026-10-01T00:00:00Z";
const LATER = "2026-11-05T12:00:00Z";

function edition(
	days: readonly string[],
	previous?: Dataset,
	more: { label?: string; streets?: string } = {},
): Dataset {
	return lawful(
		importEdition({
			from: "2026-11-01",
			services: [{ id: "rest", fraction: "residual", label: more.label ?? "Restmüll" }],
			read: [
				{ as: "streets", file: "strassen.csv", street: "Straße", rounds: [{ services: ["rest"], column: "Tour" }] },
				{ as: "dates", file: "termine.csv", service: "rest", date: "Datum", format: "YYYY-MM-DD", round: "Tour" },
			],
			files: {
				"strassen.csv": more.streets ?? "Straße;Tour\nAhornweg;1\nAm Ring;1\n",
				"termine.csv": `Datum;Tour\n${days.map((day) => `${day};1\n`).join("")}`,
			},
			previous,
			now: previous ? LATER : FIRST,
			acceptLoss: true,
		}),
	);
}

const first = edition(DAYS);
const place = first.streets.find(({ name }) => name === "Ahornweg")?.places[0]?.id ?? "";
const FEED = `/feed/teststadt/${place}.ics`;
const API = "/api/towns/teststadt/dataset";

/** What a client that knows the first edition is told by the second. */
async function asked(second: Dataset, address: string): Promise<number> {
	const edge = edgeInMemory({ now: "2026-11-06T12:00:00Z" });
	const write = (dataset: Dataset) => {
		const town = { ...dataset.town, id: "teststadt" as never };
		edge.towns.write("teststadt/dataset.json", makeDataset({ ...dataset, town }));
		edge.wait(31);
	};
	write(first);
	const since = (await edge.get(address)).headers.get("last-modified") ?? "";
	write(second);
	return (await edge.get(address, { "if-modified-since": since })).status;
}

test.each([
	["a date in the middle is gone", () => edition(DAYS.toSpliced(2, 1), first)],
	["a date is another", () => edition(DAYS.with(2, "2026-12-02"), first)],
	["a street is gone", () => edition(DAYS, first, { streets: "Straße;Tour\nAhornweg;1\n" })],
	["a label is another", () => edition(DAYS, first, { label: "Graue Tonne" })],
])("%s: feed and dataset are sent anew", async (_what, second) => {
	expect([await asked(second(), FEED), await asked(second(), API)]).toEqual([200, 200]);
	expect(second().editions).toEqual([FIRST, LATER]);
});

test("the same files again, and lines that only moved, are no edition", async () => {
	const moved = edition(DAYS, first, { streets: "Straße;Tour\nAm Ring;1\nAhornweg;1\n" });
	for (const second of [edition(DAYS, first), moved]) {
		expect([await asked(second, FEED), await asked(second, API)]).toEqual([304, 304]);
		expect(second.editions).toEqual([FIRST]);
	}
});
