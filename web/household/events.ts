import type { TownId } from "../../data/model/town.ts";
import type { Language } from "../words/page-language.ts";
import type { Draft, Household } from "./household.ts";
import type { QuestionAnswer } from "./question.ts";

/** A question was answered. */
export class AnswerEvent extends Event {
	readonly answer: QuestionAnswer;

	constructor(answer: QuestionAnswer) {
		super("answer", { bubbles: true, composed: true });
		this.answer = answer;
	}
}

export type ViewWish =
	| { readonly kind: "town"; readonly town: TownId }
	| { readonly kind: "other-address" }
	| { readonly kind: "other-services" }
	| { readonly kind: "another-address" }
	/** Addresses shown, named, removed or put back; `isStep` where one may go back to what was. */
	| { readonly kind: "become"; readonly household: Household; readonly isStep?: boolean }
	| { readonly kind: "back" }
	| { readonly kind: "retry" }
	/** Not answered yet; whoever comes back to the question finds it again. */
	| { readonly kind: "draft"; readonly draft: Draft }
	| { readonly kind: "language"; readonly language: Language };

/** Something else than an answer is wanted of the page. */
export class WishEvent extends Event {
	readonly wish: ViewWish;

	constructor(wish: ViewWish) {
		super("wish", { bubbles: true, composed: true });
		this.wish = wish;
	}
}

declare global {
	interface HTMLElementEventMap {
		answer: AnswerEvent;
		wish: WishEvent;
	}
}
