import * as v from "valibot";
import { parseDay } from "./day.ts";
import { LANGUAGES } from "./language.ts";
import { type Parsed, parseWith, text } from "./parsed.ts";
import { parsedBy } from "./parsed-by.ts";
import { STATES } from "./request.ts";
import { toldShape } from "./request-answers.ts";

/**
 * What the town hall's page and its desk in the worker say to each other, under `/api/desk/{town}`: the shape of each
 * body and of each answer. Whoever receives one reads it here: `parse…` is for the worker and names every flaw,
 * `read…` for the page, where `undefined` is an answer that is none of ours.
 */

/** `host` is who runs the product: also whoever names the host's secret instead of signing in. */
export const ROLES = ["clerk", "haulier", "host"] as const;
export type Role = (typeof ROLES)[number];

const instant = v.pipe(v.string(), v.isoTimestamp());
const day = parsedBy(parseDay, "not_a_day", v.pipe(v.string("not_text"), v.isoDate("not_a_day")));
const dayText = v.pipe(v.string(), v.isoDate());
const token = v.pipe(text(64), v.regex(/^[A-Za-z0-9_-]+$/u, "not_base64url"));
/** What people write: nothing but what `signs` lets in, and nothing but spaces is nothing. */
const writtenIn = (signs: RegExp, most: number) =>
	v.pipe(
		v.string("not_text"),
		v.trim(),
		v.minLength(1, "empty"),
		v.maxLength(most, "too_long"),
		v.regex(signs, "control_character"),
	);
const written = (most: number) => writtenIn(/^[^\p{Cc}\p{Cs}]*$/u, most);
/** In several lines. */
const lines = (most: number) => writtenIn(/^(?:\n|[^\p{Cc}\p{Cs}])*$/u, most);

// Signing in.

/** `POST /invitations` */
export const inviteShape = v.object({ name: written(80), role: v.picklist(ROLES, "not_a_role") });
/** Of it and of `POST /device-links`: a link that works once, until then. */
export const linkShape = v.object({ link: v.string(), until: instant });
/** `POST /passkeys/options`, `POST /invitations/read`: `invite` absent: one more passkey for who is signed in. */
export const withInviteShape = v.object({ invite: v.optional(token) });
/** `POST /invitations/read`: whom a link is for; nothing is used up by it. */
export const invitedShape = v.object({ name: v.string(), role: v.picklist(ROLES), town: v.string(), until: instant });
/** What `@simplewebauthn/browser` is given, as it comes: `optionsJSON`. */
export const optionsShape = v.object({ options: v.looseObject({ challenge: v.string() }) });
/** What `@simplewebauthn/browser` answered: `POST /passkeys`, and without `invite` `POST /session`. */
export const passkeyShape = v.object({
	invite: v.optional(token),
	response: v.looseObject({ id: text(2000), response: v.looseObject({ clientDataJSON: text(4000) }) }),
});

/** One who may sign in. */
export const personShape = v.object({
	id: v.string(),
	name: v.string(),
	role: v.picklist(ROLES),
	since: instant,
	lastSeen: v.optional(instant),
	/** Devices that can sign in; 0: the invitation was not used yet. */
	passkeys: v.number(),
});
export const peopleShape = v.array(personShape);
/** `GET /session`. Whoever comes with the host's secret has no person. */
export const sessionShape = v.object({
	person: v.optional(v.pick(personShape, ["id", "name", "role"])),
	role: v.picklist(ROLES),
	town: v.string(),
	/** Signed out by itself then, unless something is done before. */
	until: v.optional(instant),
});

// What was done.

export const AUDITED = [
	"invited",
	"device_link_made",
	"passkey_made",
	"signed_in",
	"signed_out",
	"signed_out_everywhere",
	"person_removed",
	"edition_published",
	"edition_planned",
	"edition_withdrawn",
	/** It waited, and something else was published meanwhile: it would have undone that unseen, and stayed out. */
	"edition_overtaken",
	"edition_published_again",
	"edition_exported",
	"draft_begun",
	"draft_discarded",
	"notice_written",
	"notice_removed",
] as const;
export type Audited = (typeof AUDITED)[number];

/** `GET /audit?before=ID`: the youngest first, 100 at most. */
export const auditShape = v.array(
	v.object({
		id: v.number(),
		at: instant,
		what: v.picklist(AUDITED),
		/** Absent: who comes with the host's secret, or who was removed more than twelve months ago. */
		name: v.optional(v.string()),
		role: v.picklist(ROLES),
		/** Whom or what it was about: a name, the number of an edition, a title. */
		about: v.optional(v.string()),
	}),
);

// Editions.

export const editionShape = v.object({
	number: v.number(),
	at: instant,
	hash: v.string(),
	isPublished: v.boolean(),
	/** Of an edition that waits: when it is published by itself. */
	due: v.optional(instant),
	/** It waits, and something else was published since it was made: it will not go live by itself. */
	isOvertaken: v.optional(v.boolean()),
	/** Who brought it; absent as in the audit trail. */
	by: v.optional(v.string()),
});
export const editionsShape = v.array(editionShape);
/** Of `POST /editions`; `words` is the difference to what was served. */
export const publishedShape = v.object({ ...editionShape.entries, words: v.array(v.string()) });
/** A problem `stale` (409): what is served now, and the edition that it is of. */
export const staleShape = v.object({
	code: v.literal("stale"),
	served: v.nullable(v.string()),
	edition: v.optional(editionShape),
	draft: v.optional(v.object({ revision: v.number(), by: v.optional(v.string()), at: instant })),
});

/**
 * The draft: `multipart/form-data` both ways, each file under its path as in an edition, beside them as text `answers`
 * (the page's own JSON, at most 512 kB). With PUT also `keep`: a path whose file stays as the draft has it, as often
 * as there are such files; every other file of before goes. GET: `revision`, `at`, `by` as text, and the revision as
 * ETag. PUT and DELETE demand it as `If-Match: "3"`, and `If-Match: "0"` where there is no draft yet.
 */
export const draftShape = v.object({ revision: v.number(), at: instant, by: v.optional(v.string()) });

// Households.

/** Under five nobody is told how many: together with a street that would speak of a person. */
export const FEWEST = 5;
export const FEWER = "fewer than five";
/** `POST /reach`: households with a reminder in any of these places, for any of these services; absent: all. */
export const reachAskedShape = v.object({
	places: v.optional(v.pipe(v.array(text(60), "not_a_list"), v.maxLength(50_000, "too_many"))),
	services: v.optional(v.pipe(v.array(text(60), "not_a_list"), v.maxLength(100, "too_many"))),
});
const households = v.union([v.number(), v.literal(FEWER)]);
export const reachShape = v.object({ households });

/** The words of the push that goes to everybody whose reminder was out already, by language. */
const pushWords = v.record(v.string(), v.object({ title: v.string(), body: v.string() }));
/** `POST /strike`: nothing is published by it, the page brings the edition with the line in its changes.csv. */
export const strikeAskedShape = v.object({
	services: v.pipe(v.array(text(60), "not_a_list"), v.minLength(1, "empty"), v.maxLength(100, "too_many")),
	/** Absent: wherever these services go on that day. */
	places: v.optional(v.pipe(v.array(text(60), "not_a_list"), v.maxLength(50_000, "too_many"))),
	day,
	/** Absent: cancelled. */
	to: v.optional(day),
	reason: v.optional(written(200)),
});
export const strikeShape = v.object({ households, words: pushWords });

// Requests to the town hall.

/** `GET /requests`, `GET /requests/{code}`, and what `POST /requests/{code}` answers a clerk. */
export const deskRequestShape = v.object({
	...toldShape.entries,
	/** What its ids stand for, in the town's words. */
	shown: v.object({
		address: v.optional(v.string()),
		where: v.optional(v.string()),
		items: v.optional(v.string()),
		/** The bin, its size, or what lies there. */
		thing: v.optional(v.string()),
		/** Why a bin is asked for, where the town has words of its own. */
		reason: v.optional(v.string()),
	}),
	/** Whoever answers names the version that was read. */
	version: v.number(),
});
/** `?after=`: the next ones. Open ones, the oldest first; `?all`: also those that have ended. */
export const inboxShape = v.object({ requests: v.array(deskRequestShape), next: v.optional(v.number()) });
/** `GET /requests/days/{day}`: what lies where, without names and contacts. */
export const dayListShape = v.object({
	day: dayText,
	rows: v.array(
		v.object({
			code: v.string(),
			offer: v.string(),
			street: v.string(),
			locality: v.string(),
			number: v.string(),
			items: v.string(),
			litres: v.number(),
			spot: v.string(),
			state: v.picklist(STATES),
			version: v.number(),
		}),
	),
});
/** What the crew is answered. */
export const answeredShape = v.object({ code: v.string(), state: v.picklist(STATES), version: v.number() });

// Notices.

const perLanguage = (text: v.GenericSchema<string, string>) =>
	v.pipe(
		v.record(v.picklist(LANGUAGES, "not_a_language"), text),
		v.check((given) => Object.keys(given).length > 0, "empty"),
	);
const byLanguage = v.record(v.picklist(LANGUAGES), v.string());

/** `POST /notices`. Where a language is missing, the first of the town's stands in. */
export const newNoticeShape = v.pipe(
	v.object({
		from: day,
		to: day,
		title: perLanguage(written(120)),
		text: perLanguage(lines(2000)),
		/** Rounds as `roundKey` of `notice.ts` names them; absent: the whole town. */
		rounds: v.optional(v.pipe(v.array(text(60), "not_a_list"), v.minLength(1, "empty"), v.maxLength(500, "too_many"))),
		/** Told to those who asked for it (`notices: true`), once. */
		push: v.optional(v.boolean(), false),
	}),
	v.check(({ from, to }) => from <= to, "reversed_period"),
);
/** `GET /notices` of the desk: all that are kept, the youngest first. */
export const noticeShape = v.object({
	id: v.string(),
	from: dayText,
	to: dayText,
	title: byLanguage,
	text: byLanguage,
	rounds: v.optional(v.array(v.string())),
	push: v.boolean(),
	at: instant,
	by: v.optional(v.string()),
});
export const noticesShape = v.array(noticeShape);
/** `GET /api/towns/{town}/notices?lang=`: what is to be told now and soon. */
export const publicNoticesShape = v.array(
	v.object({
		id: v.string(),
		from: dayText,
		to: dayText,
		title: v.string(),
		text: v.string(),
		lang: v.string(),
		rounds: v.optional(v.array(v.string())),
	}),
);

// Figures.

const figure = v.pipe(v.nullable(v.number()), v.description("`null`: fewer than five"));
/** `GET /figures`: the last days, the oldest first. */
export const figuresShape = v.object({
	subscriptions: figure,
	/** By the day that the reminders spoke of. */
	days: v.array(v.object({ day: dayText, delivered: figure, lost: figure })),
});

/** `GET /plan`: how far the published dates reach. */
export const planShape = v.object({
	until: dayText,
	days: v.number(),
	/** From 1 October on, and whenever it reaches less than 60 days: it has to be said. */
	isDue: v.boolean(),
	services: v.array(v.object({ id: v.string(), label: v.string(), until: dayText })),
});

export type InviteBody = v.InferInput<typeof inviteShape>;
export type Link = v.InferOutput<typeof linkShape>;
export type Invited = v.InferOutput<typeof invitedShape>;
export type PasskeyOptions = v.InferOutput<typeof optionsShape>["options"];
export type PasskeyBody = v.InferOutput<typeof passkeyShape>;
export type Person = v.InferOutput<typeof personShape>;
export type DeskSession = v.InferOutput<typeof sessionShape>;
export type AuditEntry = v.InferOutput<typeof auditShape>[number];
export type DeskEdition = v.InferOutput<typeof editionShape>;
export type PublishedEdition = v.InferOutput<typeof publishedShape>;
export type Stale = v.InferOutput<typeof staleShape>;
export type DraftState = v.InferOutput<typeof draftShape>;
export type ReachAsked = v.InferOutput<typeof reachAskedShape>;
export type Households = v.InferOutput<typeof households>;
export type StrikeAsked = v.InferOutput<typeof strikeAskedShape>;
export type StrikePreview = v.InferOutput<typeof strikeShape>;
export type DeskRequest = v.InferOutput<typeof deskRequestShape>;
export type DayRow = v.InferOutput<typeof dayListShape>["rows"][number];
export type NewNotice = v.InferOutput<typeof newNoticeShape>;
export type Notice = v.InferOutput<typeof noticeShape>;
export type PublicNotice = v.InferOutput<typeof publicNoticesShape>[number];
export type Figures = v.InferOutput<typeof figuresShape>;
export type Plan = v.InferOutput<typeof planShape>;

/** A body that was sent, judged by one of the shapes above. */
export function parseAs<Shape extends v.GenericSchema>(shape: Shape): (body: unknown) => Parsed<v.InferOutput<Shape>> {
	return (body) => parseWith(shape, body, (value) => value);
}

/** An answer, read by one of the shapes above; `undefined`: it is none of ours. */
export function readAs<Shape extends v.GenericSchema>(shape: Shape, body: unknown): v.InferOutput<Shape> | undefined {
	const read = v.safeParse(shape, body);
	return read.success ? read.output : undefined;
}

/** How many there are, as far as it may be told. */
export function makeHouseholds(count: number): Households {
	return count < FEWEST ? FEWER : count;
}

export function makeFigure(count: number): number | null {
	return count < FEWEST ? null : count;
}
