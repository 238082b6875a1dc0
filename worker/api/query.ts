import { validator } from "hono-openapi";
import * as v from "valibot";
import { type Dataset, type RetiredService, servicesNow } from "../../data/model/dataset.ts";
import { type Day, parseDay } from "../../data/model/day.ts";
import { parseServiceId, type ServiceId } from "../../data/model/service.ts";
import { type ApiProblem, type FieldError, makeProblem } from "../http/problem.ts";

/** A query parameter that one of the model's parsers has to understand; `code` is told where it does not. */
export function parameter<T>(
	parse: (text: string) => T | undefined,
	code: string,
	description: string,
	example: string,
) {
	return v.pipe(v.string("repeated"), v.description(description), v.metadata({ example }), understoodBy(parse, code));
}

/** The same for a list: a parameter that is repeated goes on with it, as some clients write lists. */
export function listParameter<T>(
	parse: (text: string) => T | undefined,
	code: string,
	description: string,
	example: string,
) {
	const joined = v.pipe(
		v.array(v.string()),
		v.transform((texts) => texts.join(",")),
	);
	return v.pipe(
		v.union([v.string(), joined]),
		v.description(description),
		v.metadata({ example }),
		understoodBy(parse, code),
	);
}

function understoodBy<T>(parse: (text: string) => T | undefined, code: string) {
	return v.rawTransform<string, T>(({ dataset, addIssue, NEVER }) => {
		const value = parse(dataset.value);
		if (value !== undefined) return value;
		addIssue({ message: code });
		return NEVER;
	});
}

export const dayParameter = (description: string) =>
	v.pipe(
		v.string("repeated"),
		v.isoDate("not_a_day"),
		v.description(description),
		v.metadata({ example: "2026-12-01" }),
		understoodBy<Day>(parseDay, "not_a_day"),
	);

export const servicesParameter = listParameter<ServiceId[]>(
	parseServiceIds,
	"not_a_service_list",
	"Ids of services, comma-separated. Retired ones are left out, unknown ones are refused. Default: all.",
	"residual,paper",
);

function parseServiceIds(text: string): ServiceId[] | undefined {
	const ids = text.split(",").map(parseServiceId);
	return ids.every((id) => id !== undefined) ? ids : undefined;
}

/** Checks the query against its shape. Field codes only, never a value: one of the fields is a house number. */
export function queryOf<Entries extends v.ObjectEntries>(entries: Entries) {
	return validator("query", v.object(entries), (result) => {
		if (result.success) return undefined;
		return makeProblem({ code: "malformed", errors: result.error.map(fieldError) });
	});
}

function fieldError({ path, message }: { path?: readonly unknown[] | undefined; message: string }): FieldError {
	const first = path?.[0];
	const key = typeof first === "object" && first !== null && "key" in first ? first.key : first;
	return { field: String(key ?? ""), code: message };
}

/** What was asked for as it is called now, `undefined` for all; or the problem with one that never was. */
export function wantedServices(dataset: Dataset, asked: readonly ServiceId[] | undefined): WantedServices {
	if (!asked) return { ok: true, services: undefined, gone: [] };
	const known = new Set([...dataset.services, ...dataset.retired.services].map(({ id }) => id));
	const unknown = asked.filter((id) => !known.has(id));
	if (unknown.length > 0) return { ok: false, problem: unknownServices(unknown) };
	return { ok: true, ...servicesNow(dataset, asked) };
}

export type WantedServices =
	| {
			readonly ok: true;
			readonly services: readonly ServiceId[] | undefined;
			/** Given up by the town, without an heir. */
			readonly gone: readonly RetiredService[];
	  }
	| { readonly ok: false; readonly problem: ApiProblem };

function unknownServices(ids: readonly ServiceId[]): ApiProblem {
	const detail = `unknown: ${ids.join(", ")}`;
	return { code: "unknown_service", detail, errors: [{ field: "services", code: "unknown_service" }] };
}
