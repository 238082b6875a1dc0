import type { Day } from "../../model/day.ts";
import type { Question } from "./questions.ts";

/** A file as it was found; what is packed in it comes as text. */
export interface FoundFile {
	/** As a recipe names it: `plan.xlsx`, `plan.tar.gz > plan/*.json`. */
	readonly name: string;
	readonly bytes: Uint8Array;
	/** A sheet of a workbook as separated values. */
	readonly sheet?: { readonly name: string | number; readonly csv: string } | undefined;
	/** Files of the same kind that are read as one, in an archive. */
	readonly alike?: readonly Uint8Array[] | undefined;
}

/** What a file seems to be. */
export interface Guess {
	readonly step: object;
	readonly days: readonly Day[];
	readonly questions: readonly Question[];
	/** Columns of a list of streets that name districts. */
	readonly districtColumns?: readonly DistrictColumn[];
	readonly districts?: readonly ListedDistricts[];
	/** Services whose dates are for everybody, as far as the file says. */
	readonly wholeTown?: readonly string[];
}

/** Districts that a list of dates names, with the services that it is of. */
export interface ListedDistricts {
	readonly services: readonly string[];
	readonly names: readonly string[];
}

export interface DistrictColumn {
	readonly name: string | number;
	readonly values: readonly string[];
	/** Its cells are weekdays: a tour of the day may have them in its name. */
	readonly isWeekday?: boolean;
}
