import { expect, test } from "vitest";
import { CALENDARS, calendarsFor, feedAddress, subscribeAddress } from "../../../web/calendar/feed-address.ts";
import { paper, place, residual, town } from "./small-town.ts";

const WISH = {
	town: town.town.id,
	place: place("ahorn", { kind: "whole" }).id,
	services: undefined,
	alarm: undefined,
	groupedByDay: false,
};

test("all services and no wishes need no query", () => {
	expect(feedAddress("https://abfall.example", WISH)).toBe("https://abfall.example/feed/kleinstadt/ahorn.ics");
});

test("every wish is in the address", () => {
	const wish = { ...WISH, services: [residual.id, paper.id], alarm: "18:00", groupedByDay: true };
	expect(feedAddress("https://abfall.example", wish)).toBe(
		"https://abfall.example/feed/kleinstadt/ahorn.ics?services=rest,papier&alarm=18:00&group=day",
	);
});

test("Outlook takes https, the others webcal", () => {
	const feed = "https://abfall.example/feed/kleinstadt/ahorn.ics?alarm=18:00";
	const addresses = CALENDARS.map((each) => subscribeAddress(each, feed, "Abfuhr Kleinstadt"));
	const encoded = encodeURIComponent(feed);
	expect(addresses).toEqual([
		feed.replace("https", "webcal"),
		`https://calendar.google.com/calendar/r?cid=${encoded.replace("https", "webcal")}`,
		`https://outlook.live.com/calendar/0/addfromweb?url=${encoded}&name=Abfuhr%20Kleinstadt`,
		`https://outlook.office.com/calendar/0/addfromweb?url=${encoded}&name=Abfuhr%20Kleinstadt`,
	]);
});

test("the device's own calendar stands first, and none is missing", () => {
	for (const [agent, first] of [
		["iPhone", "apple"],
		["Windows NT", "outlook"],
		["Android", "google"],
	] as const) {
		expect(calendarsFor(agent)[0]).toBe(first);
		expect([...calendarsFor(agent)].sort()).toEqual([...CALENDARS].sort());
	}
});
