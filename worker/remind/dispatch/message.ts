import type { Collection } from "../../../data/model/collection.ts";
import type { Dataset } from "../../../data/model/dataset.ts";
import type { Day } from "../../../data/model/day.ts";
import { makePushMessage, type PushData, type PushKind } from "../../../data/model/push-message.ts";
import { makeTime } from "../../../data/model/time.ts";
import { type Instant, wallClock } from "../../../data/model/zone.ts";
import type { Change } from "../plan/change.ts";
import { clockWords, joinLabels, labelsOf, type PushWords, pushWords } from "./push-locale.ts";

/** Whom a message goes to, as far as its text depends on it. */
export interface Addressee {
	readonly lang: string;
	/** The public address under which the household uses the product: `https://abfall.example`. */
	readonly origin: string;
	/** With several addresses the street tells which; alone it would only be noise. */
	readonly street?: string | undefined;
}

export interface Subject {
	readonly dataset: Dataset;
	readonly place: string;
	readonly day: Day;
	readonly tag: string;
	readonly now: Instant;
}

/** "Morgen: Bioabfall + Papier", or "Heute" where it is sent on the day itself. */
export function reminderMessage(
	to: Addressee,
	subject: Subject,
	collections: readonly Collection[],
	kind: PushKind,
): string {
	const words = pushWords(to.lang);
	const { putOut, zone } = subject.dataset.town;
	const what = labelsOf(collections);
	const isToday = wallClock(zone, subject.now).day >= subject.day;
	const until = clockWords(putOut.latest);
	return compose(to, subject, {
		kind,
		title: isToday ? words.today(what) : words.tomorrow(what),
		body: isToday ? words.morningBody(until) : words.eveBody(until),
		labels: collections.map(({ service }) => service.label),
		actions: true,
	});
}

/** A notification shows some lines; a push carries 4 kB. */
const MOST_WHERE = 1000;

/** "Amselweg, Am Bach: Bioabfall · Hauptstraße: Papier"; the streets alone where the same comes to all. */
export function whereWords(
	parts: readonly { readonly street: string; readonly collections: readonly Collection[] }[],
): string {
	const groups = [...Map.groupBy(parts, ({ collections }) => labelsOf(collections))];
	const lines = groups.map(([what, at]) => {
		const streets = [...new Set(at.map(({ street }) => street))].join(", ");
		return groups.length === 1 ? streets : `${streets}: ${what}`;
	});
	const all = lines.join(" · ");
	return all.length > MOST_WHERE ? `${all.slice(0, MOST_WHERE)}…` : all;
}

export function changeMessage(to: Addressee, subject: Subject, change: Change): string {
	return compose(to, subject, {
		kind: "change",
		...changeWords(pushWords(to.lang), change),
		labels: [...change.gone.map(({ label }) => label), ...change.come],
		actions: false,
	});
}

/** Title and body of a correction. */
export function changeWords(
	words: PushWords,
	{ gone, come }: Change,
): { readonly title: string; readonly body: string } {
	const titles = [
		...groupByDay(gone).map(([day, labels]) =>
			day ? words.changed(joinLabels(labels), words.dayName(day)) : words.cancelled(joinLabels(labels)),
		),
		...(come.length > 0 ? [words.added(joinLabels(come))] : []),
	];
	const reasons = [...new Set(gone.map(({ reason }) => reason).filter((reason) => reason !== undefined))];
	const body = [...reasons.map((reason) => `${reason}.`), ...(gone.length > 0 ? [words.takeIn] : [])].join(" ");
	return { title: titles.join(" · "), body };
}

export function chooseMessage(to: Addressee, subject: Subject): string {
	const words = pushWords(to.lang);
	return compose(to, subject, {
		kind: "choose",
		title: words.chooseTitle,
		body: words.chooseBody(subject.dataset.town.name),
		actions: false,
	});
}

/** For the page it is the same as an address that must be chosen anew: it leads there. */
export function goneMessage(to: Addressee, subject: Subject, gone: readonly { readonly label: string }[]): string {
	const words = pushWords(to.lang);
	return compose(to, subject, {
		kind: "choose",
		title: words.goneTitle,
		body: words.goneBody(joinLabels(gone.map(({ label }) => label))),
		actions: false,
	});
}

export function endMessage(to: Addressee, subject: Subject): string {
	const words = pushWords(to.lang);
	return compose(to, subject, {
		kind: "end",
		title: words.endTitle,
		body: words.endBody(words.dayName(subject.dataset.coverage.to)),
		actions: false,
	});
}

export function testMessage(to: Addressee, subject: Subject): string {
	const words = pushWords(to.lang);
	return compose(to, subject, { kind: "test", title: words.testTitle, body: words.testBody, actions: false });
}

/** Where no service worker of ours takes the proof it reads as a test, which it is, too. */
export function proofMessage(to: Addressee, { town }: Dataset, tag: string, proof: string): string {
	const { testTitle: title, testBody: body, lang, dir } = pushWords(to.lang);
	const navigate = new URL(`/${town.id}`, to.origin).href;
	const data: PushData = { kind: "proof", town: town.id, proof };
	return makePushMessage({
		web_push: 8030,
		notification: { title, body, lang, dir, tag, navigate, actions: [], data },
	});
}

function groupByDay(gone: Change["gone"]): [Day | undefined, string[]][] {
	const groups = new Map<Day | undefined, string[]>();
	for (const { label, to } of gone) groups.set(to, [...(groups.get(to) ?? []), label]);
	return [...groups];
}

interface Composition {
	readonly kind: PushKind;
	readonly title: string;
	readonly body: string;
	readonly labels?: readonly string[];
	readonly actions: boolean;
}

function compose(to: Addressee, { dataset, place, day, tag }: Subject, given: Composition): string {
	const { town } = dataset;
	const words = pushWords(to.lang);
	const view = new URL(`/${town.id}`, to.origin);
	if (given.kind !== "test") view.search = new URLSearchParams({ place, day }).toString();
	const data: PushData = {
		kind: given.kind,
		town: town.id,
		...(given.kind !== "test" && { place, day }),
		...(given.labels && { labels: [...given.labels] }),
		until: makeTime(town.putOut.latest),
		zone: town.zone,
	};
	return makePushMessage({
		web_push: 8030,
		notification: {
			title: given.title,
			body: to.street === undefined ? given.body : `${given.body}${given.body === "" ? "" : " · "}${to.street}`,
			lang: words.lang,
			dir: words.dir,
			tag,
			navigate: view.href,
			actions: given.actions ? actionsOf(words, view) : [],
			data,
		},
	});
}

/** For browsers that show the message without our service worker: the page does what the button says. */
function actionsOf(words: PushWords, view: URL) {
	const to = (action: string) => {
		const target = new URL(view);
		target.searchParams.set("do", action);
		return target.href;
	};
	return [
		{ action: "done", title: words.done, navigate: to("done") },
		{ action: "later", title: words.later, navigate: to("later") },
	];
}
