import { type PushHeard, readPushMessage } from "../../data/model/push-message.ts";
import { clearBadge, setBadge } from "../device/badge.ts";
import { deviceStore } from "../device/device-store.ts";
import type { PlaceDay } from "../device/reminder-state.ts";
import { wantedIn } from "../device/towns-kept.ts";
import { FEW_WORDS, wordsFor } from "./push-words.ts";

declare const self: ServiceWorkerGlobalScope;

/** What a notification carries to its click. */
export interface NotificationData extends Partial<PlaceDay> {
	readonly town?: string | undefined;
	readonly address: string;
}

interface Shown {
	readonly title: string;
	readonly options: NotificationOptions & { readonly actions?: readonly object[] };
	/** The bins that are due; absent where the message speaks of none. */
	readonly due?: number;
}

/**
 * Always shows something: browsers take the permission from who stays silent. A proof that this endpoint
 * is ours goes back to the server, by `agree`.
 */
export async function showPush(
	data: PushMessageData | null,
	now: number,
	agree: () => Promise<unknown>,
): Promise<void> {
	const words = await ownWords();
	const message = read(data);
	const { title, options, due } = await shownFor(message, words, now).catch(() => plain(words));
	await self.registration.showNotification(title, options);
	await deviceStore.set("shown", now);
	if (due !== undefined) await (due > 0 ? setBadge(due) : clearBadge());
	const { proof } = message.data;
	if (!proof) return;
	await deviceStore.set("proof", proof);
	await agree();
}

export async function ownWords(): Promise<typeof FEW_WORDS> {
	return (await deviceStore.get("words").catch(() => undefined)) ?? FEW_WORDS;
}

function read(data: PushMessageData | null): PushHeard {
	try {
		return readPushMessage(data?.json());
	} catch {
		return readPushMessage(undefined);
	}
}

async function shownFor(message: PushHeard, words: typeof FEW_WORDS, now: number): Promise<Shown> {
	const { title, body, lang, dir, tag, navigate, actions, data } = message;
	const { town, place, day, labels, kind } = data;
	if (!title) return plain(words);
	const said = wordsFor({ title, body }, data, words, now);
	const carried: NotificationData = {
		address: navigate,
		...(place && day && { town, place, day }),
	};
	return {
		title: said.title,
		...(labels.length > 0 && kind !== "change" && { due: said.isOver ? 0 : labels.length }),
		options: {
			body: named(said.body, await nameOf(town, place)),
			lang: said.isOwn ? words.lang : lang,
			dir: said.isOwn ? words.dir : dir,
			tag,
			icon: "/icons/icon-192.png",
			badge: "/icons/icon-192.png",
			data: carried,
			actions: said.isOver ? [] : actions,
		},
	};
}

/** With several addresses the household's own names tell which; they were never sent anywhere. */
async function nameOf(town: string | undefined, place: string | undefined): Promise<string | undefined> {
	const all = await wantedIn(deviceStore);
	const meant = all.filter((wanted) => wanted.town === town).flatMap(({ places }) => places);
	const names = meant.filter((each) => each.place === place).map(({ name }) => name);
	const isAlone = all.flatMap(({ places }) => places).length === 1;
	return isAlone || names.length === 0 ? undefined : names.join(", ");
}

/** "Oma: Bitte bis 6:00 Uhr rausstellen"; the street, by which the server tells them apart, goes. */
function named(body: string, name: string | undefined): string {
	return name ? `${name}: ${body.replace(/ · [^·]*$/u, "")}` : body;
}

function plain({ neutralTitle, neutral, lang, dir }: typeof FEW_WORDS): Shown {
	return {
		title: neutralTitle,
		options: { body: neutral, lang, dir, tag: "neutral", icon: "/icons/icon-192.png", data: { address: "/" } },
	};
}
