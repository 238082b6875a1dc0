import type { ToldRequest } from "../../data/model/request-answers.ts";

/** What a form holds, field by field, as it is going to be sent. */
export type Fields = Readonly<Record<string, unknown>>;

/** Why the server did not take something, in the codes of its answer. */
export interface Refused {
	readonly code: string;
	readonly errors?: readonly { readonly field: string; readonly code: string }[] | undefined;
	readonly rules?: readonly BrokenRule[] | undefined;
	/** The window in which it can be said. */
	readonly from?: string | undefined;
	readonly to?: string | undefined;
}

interface BrokenRule {
	readonly rule: string;
	readonly most?: number | undefined;
	readonly section?: string | undefined;
	readonly url?: string | undefined;
}

/** On the device only. */
export interface RequestDraft {
	readonly fields: Fields;
	/** JPEGs, base64. */
	readonly photos: readonly string[];
	/** It was sent, and the server refused it. */
	readonly why?: Refused | undefined;
}

/** A request with its key: whoever has the secret may see, change and cancel it. */
export interface OwnRequest {
	readonly town: string;
	readonly secret: string;
	/** Without the town. */
	readonly code: string;
	readonly offer: { readonly id: string; readonly kind: string; readonly label: string };
	readonly fields: Fields;
	/** Photos that the server has not got yet. */
	readonly photos: readonly string[];
	/** `waiting` and `leaving`: to be sent, and to be cancelled, as soon as the server can be reached. */
	readonly stage: "waiting" | "leaving" | "filed" | "refused";
	readonly why?: Refused | undefined;
	/** What the server said last. */
	readonly told?: ToldRequest | undefined;
}
