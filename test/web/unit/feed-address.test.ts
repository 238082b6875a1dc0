import { expect, test } from "vitest";
import { CALENDARS, calendarsFor, feedAddress, subscribeAddress } from "../../../web/calendar/feed-address.ts";
import { paper, place, residual, town } from "./small-town.ts";

const WISH = {
	town: town.town.id,
	places: [place("ahorn", { kind: "whole" }).id],
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

test("several places are in one address", () => {
	const places = ["ahorn", "birke"].map((id) => place(id, { kind: "whole" }).id);
	expect(feedAddress("https://abfall.example", { ...WISH, places })).toBe(
		"https://abfall.example/feed/kleinstadt/ahorn+birke.ics",
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

test("only calendars that can subscribe on the device, its own first", () => {
	expect(calendarsFor("Mozilla/5.0 (iPhone; CPU iPhone OS 27_0 like Mac OS X)")).toEqual(["apple"]);
	expect(calendarsFor("Mozilla/5.0 (Macintosh; Intel Mac OS X)")).toEqual(CALENDARS);
	// An iPad says that it is a Mac.
	expect(calendarsFor("Mozilla/5.0 (Macintosh; Intel Mac OS X)", 5)).toEqual(["apple"]);
	expect(calendarsFor("Mozilla/5.0 (Windows NT 10.0)")).toEqual(["outlook", "microsoft365", "google"]);
	expect(calendarsFor("Mozilla/5.0 (X11; Linux x86_64)")).toEqual(["google", "outlook", "microsoft365"]);
	expect(calendarsFor("Mozilla/5.0 (Linux; Android 16)")).toEqual([]);
});
