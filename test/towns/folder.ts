/** A folder of published schedules, the recipe that reads it, and what it says by a reader of its own. */
export interface Folder {
	readonly folder: string;
	readonly recipe: string;
	/** `street service day` as the published files say, by a reader of its own. */
	readonly says: () => string[];
}
