import { WordedElement } from "../../words/worded-element.ts";
import type { Work } from "../draft/work.ts";

/** A part of the desk: it is drawn anew whenever the work has changed. */
export abstract class DeskView extends WordedElement {
	static override properties = { work: { attribute: false, hasChanged: () => true } };
	declare work: Work;
}
