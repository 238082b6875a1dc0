import type { HeardCode } from "../../data/model/subscription-answers.ts";

/** What is wrong with one field of a request. */
export interface FieldError {
	readonly field: string;
	/** Stable, snake_case. */
	readonly code: string;
}

export type ProblemCode = keyof typeof PROBLEMS;

/** An error as RFC 9457 writes it; `code` is what programs should look at. */
export interface ApiProblem {
	readonly code: ProblemCode;
	/** Where it differs from the usual one: a place in an address is 404, in a body 422. */
	readonly status?: number | undefined;
	readonly detail?: string | undefined;
	readonly errors?: readonly FieldError[] | undefined;
	readonly headers?: Readonly<Record<string, string>> | undefined;
	/** Further members, such as the successors of a retired place. */
	readonly more?: Readonly<Record<string, unknown>> | undefined;
}

/** Every error of the API, with its status and the title that never changes. */
export const PROBLEMS = {
	malformed: { status: 400, title: "The request is malformed." },
	signed_out: { status: 401, title: "Nobody is signed in here." },
	passkey_refused: { status: 401, title: "The passkey is not known here, or what it answered does not hold." },
	not_your_role: { status: 403, title: "This is not for the role of who is signed in." },
	cross_site: { status: 403, title: "Only our own pages may change anything here." },
	unauthorised: { status: 401, title: "A token is missing: Authorization: Bearer …" },
	not_found: { status: 404, title: "There is nothing at this address." },
	unknown_town: { status: 404, title: "There is no such town." },
	unknown_street: { status: 404, title: "There is no such street." },
	unknown_place: { status: 404, title: "There is no such place." },
	unknown_invitation: { status: 404, title: "The link was used, its 24 hours are over, or it is none of ours." },
	unknown_person: { status: 404, title: "There is no such person whom you may remove." },
	unknown_notice: { status: 404, title: "There is no such notice." },
	unknown_draft: { status: 404, title: "Nobody has begun anything here." },
	unknown_offer: { status: 404, title: "The town has no such offer." },
	unknown_request: { status: 404, title: "There is no such request, or the secret is not its own." },
	unknown_edition: { status: 404, title: "There is no such edition: nothing was published at this town's desk." },
	unknown_subscription: { status: 404, title: "There is no such subscription, or the token is not its own." },
	method_not_allowed: { status: 405, title: "This address does not know this method." },
	too_slow: { status: 408, title: "The body did not come in time." },
	code_taken: { status: 409, title: "This code belongs to another secret: make a new one." },
	day_full: { status: 409, title: "There is no place left on this day." },
	too_late: { status: 409, title: "It is too late for this." },
	outside_window: { status: 409, title: "This can be said within a certain time only." },
	endpoint_taken: { status: 409, title: "This endpoint is registered with other keys." },
	town_served: { status: 409, title: "The town is there: its households are reminded." },
	stale: { status: 409, title: "Something else was published in the meantime." },
	unconfirmed_town: {
		status: 409,
		title: "The dates of this town are a trial: there are no reminders until they are confirmed.",
	},
	retired_place: { status: 410, title: "The place was divided or given up; choose the address again." },
	body_too_large: { status: 413, title: "The body is too large." },
	no_form: { status: 415, title: "The body has to be multipart/form-data." },
	no_jpeg: { status: 415, title: "The body has to be a whole JPEG of a size that can be shown." },
	no_json: { status: 415, title: "The body has to be application/json." },
	unknown_service: { status: 422, title: "The town has no such service." },
	number_needed: { status: 422, title: "The street alone does not decide: choose one of its house numbers." },
	off_grid_time: { status: 422, title: "Times lie on full quarters of an hour." },
	too_many_places: { status: 422, title: "A calendar holds at most 40 places." },
	rule: { status: 422, title: "The town's rules do not allow this." },
	great_loss: { status: 422, title: "More than a tenth of the dates would go." },
	too_many_alarms: { status: 422, title: "There are too many alarms." },
	reversed_period: { status: 422, title: "The period ends before it begins." },
	after_deadline: { status: 422, title: "At that time the bins have to be out already." },
	endpoint_not_allowed: { status: 422, title: "This is no push service that may be called." },
	bad_key: { status: 422, title: "The keys of the browser are none." },
	unknown_key: { status: 422, title: "The browser subscribed with a key that is not ours: ask for the key again." },
	unlawful: { status: 422, title: "The request is understood and cannot be granted." },
	too_often: { status: 429, title: "Too soon after the last one." },
	too_many_requests: { status: 429, title: "Too many requests; come back in a while." },
	internal: { status: 500, title: "Something went wrong here." },
	storage_full: { status: 503, title: "There is no room to store this at the moment." },
	reminders_off: { status: 503, title: "Reminders are out of order here at the moment." },
	moving: { status: 503, title: "Reminders are being divided anew; come back in a moment." },
	broken_town: { status: 503, title: "The dates of this town cannot be read at the moment." },
} as const satisfies Readonly<Record<string, object>> & Readonly<Record<HeardCode, object>>;

export const PROBLEM_TYPE = "application/problem+json";

export function makeProblem({ code, detail, errors, headers, more, ...given }: ApiProblem): Response {
	const { title } = PROBLEMS[code];
	const status = given.status ?? PROBLEMS[code].status;
	const body = { type: "about:blank", title, status, code, detail, errors, ...more };
	return new Response(JSON.stringify(body), {
		status,
		headers: { "content-type": PROBLEM_TYPE, "cache-control": "no-store", ...headers },
	});
}

/** To be asked again after so many seconds. */
export function tooMany(seconds: number): Response {
	return makeProblem({ code: "too_many_requests", headers: { "retry-after": String(seconds) } });
}
