import { deviceStore } from "../../remind/device-store.ts";
import type { PlaceDay } from "../../remind/reminder-state.ts";
import { neutral, type PushData, wordsFor } from "./push-words.ts";

declare const self: ServiceWorkerGlobalScope;

/** What a notification carries to its click. */
export interface Carried extends Partial<PlaceDay> {
	readonly address: string;
	readonly lang: string;
}

interface Shown {
	readonly title: string;
	readonly options: NotificationOptions & { readonly actions?: readonly object[] };
	readonly due: number;
}

/** Always shows something: browsers take the permission from who stays silent. */
export async function showPush(data: PushMessageData | null, now: number): Promise<void> {
	const { title, options, due } = await shownFor(read(data), now).catch(() => plain(neutral("de"), "de"));
	await self.registration.showNotification(title, options);
	if (due > 0)
		await (navigator as { setAppBadge?: (count: number) => Promise<void> }).setAppBadge?.(due).catch(() => undefined);
}

/** As loosely as possible: half a message is more than none. */
interface Message {
	readonly title?: string;
	readonly body?: string;
	readonly lang?: string;
	readonly tag?: string;
	readonly navigate?: string;
	readonly actions?: readonly { readonly action: string; readonly title: string }[];
	readonly data?: PushData;
}

function read(data: PushMessageData | null): Message {
	try {
		const given = data?.json();
		return given?.notification ?? {};
	} catch {
		return {};
	}
}

async function shownFor(
	{ title, body, lang = "de", tag, navigate, actions, data }: Message,
	now: number,
): Promise<Shown> {
	if (!title) return plain(neutral(lang), lang);
	const said = wordsFor({ title, body: body ?? "" }, data, lang, now);
	const name = await nameOf(data?.place);
	const carried: Carried = {
		address: navigate ?? "/",
		lang,
		...(data?.place && data.day && { place: data.place, day: data.day }),
	};
	return {
		title: said.title,
		due: said.isOver ? 0 : (data?.labels?.length ?? 0),
		options: {
			body: [said.body, name].filter(Boolean).join(" · "),
			lang,
			dir: "auto",
			...(tag && { tag }),
			icon: "/icons/icon-192.png",
			badge: "/icons/icon-192.png",
			data: carried,
			...(!said.isOver &&
				actions && { actions: actions.map(({ action, title: words }) => ({ action, title: words })) }),
		},
	};
}

/** With several addresses the household's own name tells which; it was never sent anywhere. */
async function nameOf(place: string | undefined): Promise<string | undefined> {
	const places = (await deviceStore.get("wanted"))?.places ?? [];
	return places.length > 1 ? places.find((each) => each.place === place)?.name : undefined;
}

function plain({ title, body }: { title: string; body: string }, lang: string): Shown {
	return {
		title,
		due: 0,
		options: { body, lang, tag: "neutral", icon: "/icons/icon-192.png", data: { address: "/", lang } },
	};
}
