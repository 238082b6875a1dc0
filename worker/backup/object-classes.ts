/**
 * Every class of object that keeps something. Configuration, backup and restore are made from this
 * list, so a class that is missing here cannot keep anything.
 */
export const OBJECT_CLASSES = [
	/** `uniqueKey` is part of the names of the databases: with another one nobody's subscription would be found again. */
	{ name: "Slice", binding: "SLICES", uniqueKey: "tonnentag-shard" },
	{ name: "Desk", binding: "DESKS", uniqueKey: "tonnentag-desk" },
	{ name: "DeskRegistry", binding: "DESK_REGISTRY", uniqueKey: "tonnentag-desk-registry" },
	{ name: "SliceRegistry", binding: "SLICE_REGISTRY", uniqueKey: "tonnentag-slice-registry" },
] as const;

/** The name of the one object of a class that is there once for all towns. */
export const ALL = "all";

export type ObjectClassName = (typeof OBJECT_CLASSES)[number]["name"];
