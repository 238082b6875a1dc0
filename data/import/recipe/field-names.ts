/** Names of the fields that may stand where something does, as a schema of valibot has them. */

/** The parts of a schema in which others lie. */
interface Schema {
	readonly entries?: Readonly<Record<string, Schema>>;
	readonly options?: readonly unknown[];
	readonly wrapped?: Schema;
	readonly item?: Schema;
	readonly value?: Schema;
	readonly literal?: unknown;
	readonly key?: unknown;
}

/** `recipe.read.0`: of a variant, those of the kind that stands there. */
export function fieldNames(schema: unknown, path: string, value: unknown): Set<string> {
	const keys = path.split(".").filter((key) => key !== "");
	const found = within([schema], keys, value);
	return new Set(found.flatMap(({ entries }) => Object.keys(entries ?? {})));
}

function within(schemas: readonly unknown[], [key, ...rest]: readonly string[], value: unknown): readonly Schema[] {
	const all = schemas.filter(isSchema).flatMap((schema) => kindsOf(schema, value));
	if (key === undefined) return all;
	return within(
		all.map(({ entries, item, value: each }) => entries?.[key] ?? item ?? each),
		rest,
		held(value, key),
	);
}

function isSchema(value: unknown): value is Schema {
	return typeof value === "object" && value !== null;
}

function held(value: unknown, key: string): unknown {
	return typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}

function kindsOf(schema: Schema, value: unknown): Schema[] {
	if (schema.wrapped) return kindsOf(schema.wrapped, value);
	if (!schema.options) return [schema];
	const options = schema.options.filter(isSchema);
	const { key } = schema;
	const meant =
		typeof key === "string" ? options.filter(({ entries }) => entries?.[key]?.literal === held(value, key)) : [];
	return (meant.length > 0 ? meant : options).flatMap((option) => kindsOf(option, value));
}
