import { KEPT, keyOf } from "../ledger/schema.ts";

type Row = Readonly<Record<string, SqlStorageValue>>;

/** All that is kept of one subscription, as rows of its tables, on its way from one slice to another. */
export type Household = Readonly<Partial<Record<(typeof KEPT)[number], readonly Row[]>>>;

/** A test belongs to who waits for it; whatever else is kept goes along, also in tables that come later. */
export function readHousehold(sql: SqlStorage, id: number): Household {
	const tables = KEPT.map((table) => {
		const isOfTest = table === "delivery" ? "AND kind NOT LIKE 'test %'" : "";
		const query = `SELECT * FROM ${table} WHERE ${keyOf(table)} = ? ${isOfTest}`;
		return [table, sql.exec(query, id).toArray()] as const;
	});
	return Object.fromEntries(tables);
}

/** Under a number of its own here. */
export function writeHousehold(sql: SqlStorage, household: Household): void {
	const [subscription] = household.subscription ?? [];
	if (!subscription) return;
	insert(sql, "subscription", without(subscription, "id"));
	const [row] = sql.exec<{ id: number }>("SELECT id FROM subscription WHERE name = ?", subscription.name).toArray();
	if (!row) return;
	for (const table of KEPT.filter((each) => each !== "subscription"))
		for (const each of household[table] ?? []) insert(sql, table, { ...without(each, "id"), subscription: row.id });
}

function without(row: Row, column: string): Row {
	return Object.fromEntries(Object.entries(row).filter(([name]) => name !== column));
}

function insert(sql: SqlStorage, table: string, row: Row): void {
	const columns = Object.keys(row);
	const marks = columns.map(() => "?").join(", ");
	sql.exec(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${marks})`, ...Object.values(row));
}
