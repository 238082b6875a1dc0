import type { TemplateResult } from "lit";
import type { Town } from "../../data/model/town.ts";

/** A text with its heading, filled with the facts of the town; `undefined` before a town is chosen. */
export interface InfoText {
	readonly title: string;
	readonly body: (town: Town | undefined) => TemplateResult;
}
