import { type Dataset, findPlace } from "../../data/model/dataset.ts";
import type { DayRow } from "../../data/model/desk.ts";
import { parseExactNumber, positionOf } from "../../data/model/number.ts";
import { quoteOf } from "../../data/model/quote.ts";
import type { StoredRequest } from "./request-api.ts";
import { itemsOf } from "./shown-content.ts";

/** What lies where on a day, street by street and house by house; nobody's name. */
export function dayList(dataset: Dataset, requests: readonly StoredRequest[]): DayRow[] {
	const key = ({ street, locality }: DayRow) => `${street} ${locality}`;
	return requests
		.map((stored) => rowOf(dataset, stored))
		.sort((one, other) => key(one).localeCompare(key(other), "de") || houseOf(one) - houseOf(other));
}

function houseOf({ number }: DayRow): number {
	const house = parseExactNumber(number);
	return house ? positionOf(house) : 0;
}

function rowOf(dataset: Dataset, { code, offer, content, state, version }: StoredRequest): DayRow {
	const { street } = findPlace(dataset, content.place ?? "") ?? {};
	return {
		code,
		offer: offer.label,
		street: street?.name ?? "",
		locality: street?.locality ?? "",
		number: content.number ?? "",
		items: itemsOf(offer, content),
		litres: offer.kind === "bulky" ? quoteOf(offer, content.items ?? []).litres : 0,
		spot: content.spot ?? "",
		state,
		version,
	};
}

const HEADER = "Kennung;Anliegen;Straße;Ortsteil;Nummer;Stücke;Liter;Stelle;Stand";

/** For a spreadsheet: with the mark that tells it the encoding, and nothing that it would take for a formula. */
export function csvOf(rows: readonly DayRow[]): string {
	const lines = rows.map(({ version: _, ...row }) =>
		Object.values(row)
			.map((value) => cellOf(`${value}`))
			.join(";"),
	);
	return `\uFEFF${[HEADER, ...lines].join("\r\n")}\r\n`;
}

function cellOf(text: string): string {
	const plain = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
	return /[;"\r\n']/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
