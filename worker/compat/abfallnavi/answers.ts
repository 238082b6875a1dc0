import type { Round } from "../../../data/model/collection.ts";
import { collectionsOf, type Dataset } from "../../../data/model/dataset.ts";
import type { Fraction } from "../../../data/model/fraction.ts";
import type { Service } from "../../../data/model/service.ts";
import type { Place, Street } from "../../../data/model/street.ts";
import type { Directory } from "./directory.ts";
import { choicesOf } from "./house-numbers.ts";
import { hashOf } from "./numbers.ts";

/** AbfallNavi's shapes, as its clients read them. Its ids are from 1 on: one of them takes 0 for "not found". */

const ORT = 1;
const ROUNDS = 2 ** 31;

const COLOURS: Record<Fraction, string> = {
	residual: "555555",
	organic: "8b4513",
	paper: "4169e1",
	packaging: "ffd700",
	glass: "2e8b57",
	garden: "6b8e23",
	bulky: "708090",
	hazardous: "dc143c",
	"christmas-tree": "006400",
	electronics: "800080",
	metal: "c0c0c0",
	textile: "da70d6",
	other: "808080",
};
const ICONS = Object.keys(COLOURS);

export function makeOrte({ town }: Dataset) {
	return [{ id: ORT, name: town.name }];
}

export function isOrt(number: number): boolean {
	return number === ORT;
}

/** Streets of one name are told apart by their locality: clients that know the name alone would mix their dates. */
export function makeStrassen(dataset: Dataset, directory: Directory, typed: string) {
	const names = Map.groupBy(dataset.streets, ({ name }) => name);
	return dataset.streets
		.map((street) => makeStrasse(dataset, directory, street, (names.get(street.name)?.length ?? 0) > 1))
		.filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()));
}

/** A street with everything that can be chosen on it. */
export function makeStrasseWithNumbers(dataset: Dataset, directory: Directory, street: Street) {
	const isShared = dataset.streets.filter(({ name }) => name === street.name).length > 1;
	return {
		...makeStrasse(dataset, directory, street, isShared),
		hausNrList: choicesOf(street).map((choice) => ({
			id: directory.choiceNumber(street, choice),
			nr: choice.nr,
			plz: street.postcode ?? null,
			staticId: `${street.id}/${choice.at}`,
		})),
	};
}

function makeStrasse({ town }: Dataset, directory: Directory, street: Street, isShared: boolean) {
	const where = street.locality ?? street.postcode;
	return {
		id: directory.streetNumber(street),
		name: isShared && where !== undefined ? `${street.name} (${where})` : street.name,
		staticId: street.id as string,
		hausNrList: [],
		plz: null,
		ortsteilName: street.locality ?? "default",
		ort: { id: ORT, name: town.name },
	};
}

export function makeFraktionen(directory: Directory, services: readonly Service[]) {
	return services.map((service) => ({
		id: directory.serviceNumber(service),
		name: service.label,
		iconNr: ICONS.indexOf(service.fraction) + 1,
		farbeRgb: service.body?.slice(1) ?? COLOURS[service.fraction],
	}));
}

/** `asked`: numbers of services; `undefined`: all. */
export function makeTermine(
	dataset: Dataset,
	directory: Directory,
	place: Place,
	asked: readonly number[] | undefined,
) {
	const rounds = new Map(place.assignments.map(({ round }) => [round.service, round]));
	return collectionsOf(dataset, place).flatMap(({ day, planned, service }) => {
		const fraktionId = directory.serviceNumber(service);
		const round = rounds.get(service.id);
		if (!round || asked?.includes(fraktionId) === false) return [];
		const bezirk = { ...makeBezirk(round), gueltigAb: null, fraktionId };
		return [{ id: Number(planned.replaceAll("-", "")) * 2 ** 16 + fraktionId, bezirk, datum: day }];
	});
}

function makeBezirk({ service, name = "" }: Round) {
	return { id: hashOf(`${service} ${name}`, ROUNDS), name };
}
