/** One line of the benchmark: always a ratio against a named peer or limit of the same run; these machines are noisy. */
export interface Row {
	/** What was measured: "feed, 120 events". */
	readonly what: string;
	/** Ours and the peer's or the limit's, in `unit`. */
	readonly ours: number;
	readonly peer: number;
	readonly unit: string;
	/** Whom or what it is held against: "web-push sendNotification", "limit of issue". */
	readonly against: string;
	/** The ratio ours / peer has to stay on this side. */
	readonly target: { readonly atLeast: number } | { readonly atMost: number };
}

/** What a run may ask of its parts. */
export interface Options {
	/** Subscriptions of the largest wave. */
	readonly crowd?: number | undefined;
}

export function ratioOf({ ours, peer }: Row): number {
	return ours / peer;
}

export function isMet(row: Row): boolean {
	const ratio = ratioOf(row);
	return "atLeast" in row.target ? ratio >= row.target.atLeast : ratio <= row.target.atMost;
}
