import type { ServiceId } from "../../data/model/service.ts";
import type { PlaceId } from "../../data/model/street.ts";
import type { TownId } from "../../data/model/town.ts";
import { isApplePhone } from "../browser/platform.ts";

/** What a household wants in its calendar. The address of the feed is all of it: nothing is stored elsewhere. */
export interface FeedWish {
	readonly town: TownId;
	/** Several are in one calendar together. */
	readonly places: readonly PlaceId[];
	/** `undefined`: all services, now and later. */
	readonly services: readonly ServiceId[] | undefined;
	/** `18:00` on the evening before. */
	readonly alarm: string | undefined;
	readonly groupedByDay: boolean;
}

export function feedAddress(origin: string, { town, places, services, alarm, groupedByDay }: FeedWish): string {
	const query = [
		...(services ? [`services=${services.join(",")}`] : []),
		...(alarm === undefined ? [] : [`alarm=${alarm}`]),
		...(groupedByDay ? ["group=day"] : []),
	].join("&");
	return `${origin}/feed/${town}/${places.join("+")}.ics${query && `?${query}`}`;
}

export const CALENDARS = ["apple", "google", "outlook", "microsoft365"] as const;
export type Calendar = (typeof CALENDARS)[number];

/** The address that makes a calendar subscribe. Outlook's form wants https, the others webcal. */
export function subscribeAddress(calendar: Calendar, feed: string, name: string): string {
	const webcal = feed.replace(/^https?:/, "webcal:");
	const form = `?url=${encodeURIComponent(feed)}&name=${encodeURIComponent(name)}`;
	switch (calendar) {
		case "apple":
			return webcal;
		case "google":
			return `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcal)}`;
		case "outlook":
			return `https://outlook.live.com/calendar/0/addfromweb${form}`;
		case "microsoft365":
			return `https://outlook.office.com/calendar/0/addfromweb${form}`;
	}
}

export function isAndroid(agent: string): boolean {
	return agent.includes("Android");
}

/**
 * The calendars that can subscribe on this device, its own first. On Android none can: Google's app has no way
 * to subscribe, and nothing there opens `webcal:`. Only Apple's devices have Apple's calendar.
 */
export function calendarsFor(agent: string, maxTouchPoints = 0): readonly Calendar[] {
	if (isAndroid(agent)) return [];
	// Its calendar is everybody's there; the apps of the others cannot subscribe.
	if (isApplePhone({ userAgent: agent, maxTouchPoints })) return ["apple"];
	if (agent.includes("Macintosh")) return CALENDARS;
	if (/Windows/.test(agent)) return ["outlook", "microsoft365", "google"];
	return ["google", "outlook", "microsoft365"];
}
