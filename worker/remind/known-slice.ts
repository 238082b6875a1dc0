/** A slice that was there at a start, by the launcher's own record, and what it found wrong with it. */
export interface KnownSlice {
	readonly town: string;
	readonly slice: number;
	readonly doubt?: "broken" | "missing" | "rewound";
}
