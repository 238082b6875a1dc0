/** The middle one of an odd number of measurements. Throws when there is none. */
export function middle<T>(items: readonly T[], by: (item: T) => number): T {
	const item = items.toSorted((one, other) => by(one) - by(other))[Math.floor(items.length / 2)];
	if (item === undefined) throw new Error("nothing was measured");
	return item;
}

export function median(numbers: readonly number[]): number {
	return middle(numbers, (number) => number);
}
