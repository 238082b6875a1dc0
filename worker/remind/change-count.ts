const counts = new WeakMap<SqlStorage, number>();

/** To be called with every change to what a household wants: deliveries that were read before are read again. */
export function touch(sql: SqlStorage): void {
	counts.set(sql, touches(sql) + 1);
}

export function touches(sql: SqlStorage): number {
	return counts.get(sql) ?? 0;
}
