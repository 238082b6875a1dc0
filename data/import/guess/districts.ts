import { OPEN } from "../recipe/open-questions.ts";
import type { DistrictColumn, Guess, ListedDistricts } from "./guessed.ts";
import { answer, entry, type Question } from "./questions.ts";
import type { ServiceBook } from "./services.ts";
import { onOneLine } from "./town-text.ts";

/** A column of districts belongs to the services whose dates name the same districts; where none does, it is asked. */
export function withDistricts(
	guess: Guess,
	all: readonly Guess[],
	book: ServiceBook,
): Pick<Guess, "step" | "questions"> {
	const { step, districtColumns = [], questions } = guess;
	if (!("rounds" in step) || !("as" in step) || step.as !== "streets") return { step, questions };
	const found = withoutPrefix(fitsByColumn(districtColumns, all, book));
	const rounds = found.flatMap(({ column, sure }) =>
		(sure.length > 0 ? sure : [{ template: "{}", services: [OPEN], example: "" }]).map((fit) => roundOf(column, fit)),
	);
	const served = new Set(rounds.flatMap(({ services }) => services));
	const unserved = book.all.map(({ id }) => id).filter((id) => !served.has(id));
	const inDistricts = new Set(all.flatMap(({ districts = [] }) => districts.flatMap(({ services }) => services)));
	const stray = unserved.filter((id) => inDistricts.has(id));
	const everywhere = unserved.length === 0 ? [] : stray.length > 0 || served.has(OPEN) ? [OPEN] : unserved;
	return {
		step: { ...step, rounds, everywhere },
		questions: [
			...questions,
			...found.filter(({ sure }) => sure.length === 0).map((each) => columnQuestion(each, book)),
			...(everywhere.includes(OPEN) ? [everywhereQuestion(unserved, stray)] : []),
		],
	};
}

const ALIKE = 0.8;
/** So much of a column of streets is found among the districts of a list, where the list adds something to each name. */
const MOST_FOUND = 0.5;

/** How a cell of a list of streets becomes the name of a district in a list of dates: `{}`, `Tour {}`, `{8} {}`. */
interface Fit {
	readonly template: string;
	readonly services: readonly string[];
	/** A name that comes of it. */
	readonly example: string;
}

interface Found {
	readonly column: DistrictColumn;
	/** The services that surely have these districts, by the template. */
	readonly sure: readonly Fit[];
	/** What else may be. */
	readonly maybe: readonly Fit[];
}

function fitsByColumn(columns: readonly DistrictColumn[], all: readonly Guess[], book: ServiceBook): Found[] {
	const lists = all.flatMap(({ districts = [] }) => districts);
	const weekdays = columns.find(({ isWeekday }) => isWeekday);
	const found = columns.map((column) => ({ column, fits: lists.flatMap((list) => fitsOf(column, list, weekdays)) }));
	const byName = found.map(({ column, fits }) => ({
		column,
		fits,
		own: fits.filter(({ services }) => services.some((id) => book.ofFraction(String(column.name)).includes(id))),
	}));
	const isOnly = (service: string) =>
		byName.filter(({ fits }) => fits.some(({ services }) => services.includes(service))).length === 1;
	return byName.map(({ column, fits, own }) => {
		const likely = own.length > 0 ? own : fits.filter(({ services }) => services.every(isOnly));
		const templates = new Set(likely.map(({ template }) => template));
		if (templates.size === 1) return { column, sure: merged(likely), maybe: [] };
		return { column, sure: [], maybe: merged(own.length > 0 ? own : fits) };
	});
}

/** A column of weekdays that only goes before the names of other districts names none itself. */
function withoutPrefix(found: readonly Found[]): Found[] {
	const used = found.flatMap(({ sure, maybe }) => [...sure, ...maybe].map(({ template }) => template));
	return found.filter(({ column }) => !used.includes(`{${column.name}} {}`));
}

/** By template, all services that have it. */
function merged(fits: readonly Fit[]): Fit[] {
	const groups = [...Map.groupBy(fits, ({ template }) => template)];
	return groups.map(([template, same]) => ({
		template,
		services: [...new Set(same.flatMap(({ services }) => services))],
		example: same[0]?.example ?? "",
	}));
}

/** The plain name where it is one; else each way in which the list writes more than the column. */
function fitsOf(column: DistrictColumn, list: ListedDistricts, weekdays: DistrictColumn | undefined): Fit[] {
	const { names, services } = list;
	const { values } = column;
	if (names.length === 0 || values.length === 0) return [];
	const share = names.filter((name) => values.includes(name)).length / names.length;
	if (share >= ALIKE) return [{ template: "{}", services, example: names[0] ?? "" }];
	const dated = names.flatMap((name) => afterWeekday(name, weekdays) ?? []);
	const isDated = weekdays && dated.length === names.length && dated.every((name) => values.includes(name));
	if (isDated) return [{ template: `{${weekdays.name}} {}`, services, example: names[0] ?? "" }];
	if (dated.some((name) => values.includes(name))) return [];
	const madeBy = (template: string) =>
		values.map((value) => template.replace("{}", () => value)).filter((name) => names.includes(name));
	return [...new Set(names.flatMap((name) => templatesOf(name, values)))]
		.filter((template) => madeBy(template).length >= values.length * MOST_FOUND)
		.map((template) => ({ template, services, example: madeBy(template)[0] ?? "" }));
}

/** «3» of «MO 3», where a column holds the weekdays. */
function afterWeekday(name: string, weekdays: DistrictColumn | undefined): string | undefined {
	const day = weekdays?.values.find((each) => name.startsWith(`${each} `));
	return day === undefined ? undefined : name.slice(day.length + 1);
}

/** «Tour 1» beside «1», «Mi (1/u)» beside «Mi». */
function templatesOf(name: string, values: readonly string[]): string[] {
	return values.flatMap((value) => {
		if (name === value) return [];
		if (name.endsWith(` ${value}`)) return [`${name.slice(0, -value.length)}{}`];
		return name.startsWith(`${value} `) ? [`{}${name.slice(value.length)}`] : [];
	});
}

function roundOf({ name }: DistrictColumn, { template, services }: Fit) {
	return { services, column: name, ...(template !== "{}" && { round: template }) };
}

const MOST_SHOWN = 8;

function columnQuestion({ column, maybe }: Found, book: ServiceBook): Question {
	const { name, values } = column;
	const now = `"services": ["${OPEN}"], "column": ${JSON.stringify(name)}`;
	const ids = book.all.map(({ id }) => id);
	const fitting = maybe.flatMap((fit) => fit.services.map((service) => ({ ...fit, services: [service] })));
	const lineOf = (fit: Fit) => onOneLine(roundOf(column, fit)).slice(2, -2);
	const whole = { template: "{}", services: ids, example: "" };
	return {
		ask: `Zu welchen Leistungen gehören die Bezirke in der Spalte «${name}»?`,
		because: `Dort stehen ${values
			.slice(0, 5)
			.map((value) => `«${value}»`)
			.join(", ")}.`,
		answers: [
			...fitting.slice(0, MOST_SHOWN).map((fit) => {
				const called = fit.template === "{}" ? "" : `, wo der Bezirk zum Beispiel «${fit.example}» heißt`;
				return answer(`Zu ${fit.services.join(", ")}${called}`, now, lineOf(fit));
			}),
			answer("Zu diesen (was nicht passt, streichen)", now, lineOf(whole)),
			answer("Die Spalte nennt keine Bezirke: den ganzen Eintrag löschen", `{ ${now} }`, ""),
		],
	};
}

function everywhereQuestion(unserved: readonly string[], stray: readonly string[]): Question {
	const now = `"everywhere": ["${OPEN}"]`;
	const seen =
		stray.length > 0
			? `${stray.join(", ")} hat Bezirke, die keine Spalte des Straßenverzeichnisses nennt.`
			: "Für einige Spalten ist noch offen, wozu sie gehören.";
	return {
		ask: "Welche Leistungen haben alle Straßen, ohne Bezirke?",
		because: seen,
		answers: [
			answer("Diese (was Bezirke hat, streichen)", now, entry("everywhere", unserved)),
			answer("Keine", now, entry("everywhere", [])),
		],
	};
}
