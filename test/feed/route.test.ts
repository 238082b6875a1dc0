import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { makeDataset } from "../../data/model/dataset-file.ts";
import { edgeInMemory } from "../worker/edge-in-memory.ts";
import { inventedTown } from "../worker/invented-town.ts";

const FEED = "/feed/teststadt/p-ahorn.ics";

const textOf = async (address: string, settings = {}) => (await edgeInMemory(settings).get(address)).text();
const summaries = (feed: string) =>
	(feed.match(/^SUMMARY:.*$/gm) ?? []).map((line) => line.slice("SUMMARY:".length).trim());

const unfolded = (feed: string) => feed.replaceAll("\r\n ", "");

describe("the address of a feed", () => {
	it("answers a calendar that anyone may keep for an hour", async () => {
		const { status, headers } = await edgeInMemory().get(FEED);
		expect(status).toBe(200);
		expect(headers.get("content-type")).toBe("text/calendar; charset=utf-8");
		expect(headers.get("content-disposition")).toBe('inline; filename="abfuhr.ics"');
		expect(headers.get("cache-control")).toBe("public, max-age=3600, stale-while-revalidate=86400");
	});

	it("answers the same octets for a whole month", async () => {
		const [first, last] = ["2026-10-31T23:00:00Z", "2026-11-30T22:59:00Z"];
		expect(await textOf(FEED, { now: last })).toBe(await textOf(FEED, { now: first }));
	});

	it("names itself by its public address", async () => {
		const feed = await textOf(`http://intern:80${FEED}?alarm=18:00`, { origins: "https://abfall.example" });
		const lines = feed.replaceAll("\r\n ", "");
		expect(lines).toContain("SOURCE;VALUE=URI:https://abfall.example/feed/teststadt/p-ahorn.ics?alarm=18:00\r\n");
		expect(lines).toContain("URL:https://abfall.example/teststadt\r\n");
	});

	it("names its page without the town where the address has one town", async () => {
		const feed = await textOf(`http://abfall.example${FEED}`, { origins: "https://abfall.example=teststadt" });
		expect(feed).toContain("URL:https://abfall.example/\r\n");
	});

	it("has the same UIDs whichever host serves it", async () => {
		const uids = (feed: string) => feed.match(/^UID:.*$/gm);
		expect(uids(await textOf(`http://a.example${FEED}`))).toEqual(uids(await textOf(`http://b.example${FEED}`)));
	});
});

describe("the address as clients write it", () => {
	it("may end in capitals", async () => {
		expect(await textOf("/feed/teststadt/p-ahorn.ICS")).toBe(await textOf(FEED));
	});

	it("may have a slash at the end: the one without is named for good", async () => {
		const { status, headers } = await edgeInMemory().get(`${FEED}/?services=bio`);
		expect([status, headers.get("location")]).toEqual([308, `${FEED}?services=bio`]);
	});

	it("a list may be one parameter or several", async () => {
		const asked = (query: string) => textOf(`${FEED}?${query}`).then(summaries);
		expect(await asked("services=bio&services=rest")).toEqual(await asked("services=bio,rest"));
	});

	it("is packed for who takes it, under a tag of its own", async () => {
		const { get } = edgeInMemory();
		const [plain, packed] = [await get(FEED), await get(FEED, { "accept-encoding": "gzip, br" })];
		expect(packed.headers.get("content-encoding")).toBe("gzip");
		expect([plain, packed].map(({ headers }) => headers.get("vary"))).toEqual(["Accept-Encoding", "Accept-Encoding"]);
		expect(packed.headers.get("etag")).not.toBe(plain.headers.get("etag"));
		expect(gunzipSync(new Uint8Array(await packed.arrayBuffer())).toString("utf8")).toBe(await plain.text());
		const again = await get(FEED, { "accept-encoding": "gzip", "if-none-match": packed.headers.get("etag") ?? "" });
		expect(again.status).toBe(304);
	});

	it("after the plan's end the tag changes with the day, and the calendar says so", async () => {
		const [before, after] = ["2027-12-31T22:59:00Z", "2027-12-31T23:00:00Z"];
		const tags = await Promise.all([before, after].map((now) => edgeInMemory({ now }).get(FEED)));
		expect(tags[0]?.headers.get("etag")).not.toBe(tags[1]?.headers.get("etag"));
		expect(await textOf(FEED, { now: after })).toContain("neue Termine fehlen noch");
		expect(await textOf(FEED, { now: before })).not.toContain("neue Termine fehlen noch");
	});
});

describe("other origins", () => {
	it.each([FEED, "/api/towns", "/api/towns/teststadt/streets?q=a", "/api/openapi.json"])(
		"may read %s",
		async (address) => {
			const { headers } = await edgeInMemory().get(address, { origin: "https://anders.example" });
			expect(headers.get("access-control-allow-origin")).toBe("*");
			expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
		},
	);

	it("are told what may be done", async () => {
		const answer = await edgeInMemory().app.request(FEED, {
			method: "OPTIONS",
			headers: { origin: "https://anders.example", "access-control-request-method": "GET" },
		});
		expect(answer.status).toBe(204);
		expect(answer.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
		expect(answer.headers.get("access-control-allow-methods")).toContain("GET");
	});

	it.each(["/healthz", "/", "/musterstadt"])("may not read %s", async (address) => {
		const { headers } = await edgeInMemory().get(address, { origin: "https://anders.example" });
		expect(headers.get("access-control-allow-origin")).toBeNull();
	});
});

describe("the options of a feed", () => {
	it("services are all by default, some when asked", async () => {
		expect(new Set(summaries(await textOf(FEED)))).toEqual(new Set(["Restmüll", "Bioabfall", "Schadstoffmobil"]));
		const left = await textOf(`${FEED}?services=bio,papier-alt`, { now: "2027-02-12T11:00:00Z" });
		expect(new Set(summaries(left))).toEqual(new Set(["Bioabfall"]));
	});

	it("a service that was given up is said in the week after, beside what is left", async () => {
		const feed = unfolded(await textOf(`${FEED}?services=bio,papier-alt`));
		expect(new Set(summaries(feed))).toEqual(new Set(["Bioabfall", "Abfuhrkalender: Tonnen neu wählen"]));
		expect(feed).toMatch(
			/UID:services-gone-0-p-ahorn@teststadt\.tonnentag\r\nDTSTAMP:[\s\S]*?DTSTART;VALUE=DATE:20261001/u,
		);
		expect(feed).toContain("RRULE:FREQ=DAILY;UNTIL=20261007");
		expect(feed).toContain("Altpapier");
	});

	it("a service that was renamed goes on under its new id", async () => {
		const town = inventedTown();
		const heir = town.services.find(({ id }) => id === "bio")?.id;
		const services = town.retired.services.map((each) => ({ ...each, heir }));
		const edge = edgeInMemory();
		edge.towns.write("teststadt/dataset.json", makeDataset({ ...town, retired: { ...town.retired, services } }));
		const feed = await (await edge.get(`${FEED}?services=papier-alt`)).text();
		expect(new Set(summaries(feed))).toEqual(new Set(["Bioabfall"]));
	});

	it("services that were all given up ask to choose again", async () => {
		expect(summaries(await textOf(`${FEED}?services=papier-alt`))).toEqual(["Abfuhrkalender: Adresse neu wählen"]);
	});

	it("alarms are sorted and doubled ones taken once", async () => {
		const feed = await textOf(`${FEED}?services=schadstoff&alarm=20:00,18:00,20:00`);
		expect(feed.match(/TRIGGER:.*/g)).toEqual(["TRIGGER:-PT6H", "TRIGGER:-PT4H"]);
	});

	it("group=day joins the services of a day", async () => {
		expect(summaries(await textOf(`${FEED}?group=day`))).toContain("Restmüll + Bioabfall");
	});

	it.each([
		["services=glas", 422, "unknown_service", "services", "unknown_service"],
		["services=", 400, "malformed", "services", "not_a_service_list"],
		["alarm=25:00", 400, "malformed", "alarm", "not_a_time_list"],
		["alarm=18:07", 422, "off_grid_time", "alarm", "off_grid_time"],
		["alarm=17:00,17:15,17:30,17:45,18:00", 422, "too_many_alarms", "alarm", "too_many_alarms"],
		["group=week", 400, "malformed", "group", "not_a_group"],
		["lang=de%0D%0AX:1", 400, "malformed", "lang", "not_a_language"],
	])("%s is %i %s", async (query, status, code, field, fieldCode) => {
		const answer = await edgeInMemory().get(`${FEED}?${query}`);
		expect(answer.headers.get("content-type")).toBe("application/problem+json");
		expect(await answer.json()).toMatchObject({ status, code, errors: [{ field, code: fieldCode }] });
	});

	it("what nobody knows is no line of its own", async () => {
		const feed = await textOf(`${FEED}?x=%0D%0AX-EVIL:1%0D%0A&y=a\tb`);
		expect(feed).not.toMatch(/^X-EVIL/m);
	});
});

describe("the feed of a retired place", () => {
	it("is where its one successor is, for good", async () => {
		const answer = await edgeInMemory().get("/feed/teststadt/old-one.ics?alarm=18:00");
		expect([answer.status, answer.headers.get("location")]).toEqual([308, "/feed/teststadt/p-ahorn.ics?alarm=18:00"]);
	});

	it.each(["old-two", "old-none"])("of %s is one event that asks to choose again", async (place) => {
		const answer = await edgeInMemory().get(`/feed/teststadt/${place}.ics?services=bio&alarm=18:00`);
		expect(answer.status).toBe(200);
		expect(summaries(await answer.text())).toEqual(["Abfuhrkalender: Adresse neu wählen"]);
	});
});

describe("several places in one calendar", () => {
	const BOTH = "/feed/teststadt/p-ahorn+p-ungerade.ics";
	const uids = (feed: string) => (unfolded(feed).match(/^UID:.*$/gm) ?? []).sort();

	it("have the events of each, under the UIDs that they have alone", async () => {
		const alone = await Promise.all(["p-ahorn", "p-ungerade"].map((id) => textOf(`/feed/teststadt/${id}.ics`)));
		expect(uids(await textOf(BOTH))).toEqual(alone.flatMap(uids).sort());
		expect(new Set(uids(await textOf(BOTH))).size).toBe(uids(await textOf(BOTH)).length);
	});

	it("are told apart by where, never by the SUMMARY", async () => {
		const feed = unfolded(await textOf(BOTH));
		expect(new Set(summaries(feed))).toEqual(new Set(["Restmüll", "Bioabfall", "Schadstoffmobil"]));
		expect(feed).toContain("LOCATION:Ahornweg\r\n");
		expect(feed).toContain("LOCATION:Hauptstraße\\, ungerade ab 1 (Oberau)\r\n");
		expect(feed).toContain("DESCRIPTION:Ahornweg\\n");
		expect(await textOf(FEED)).not.toContain("LOCATION:Ahornweg");
	});

	it("may be written with %2B, in capitals, with options, and one of them twice", async () => {
		const feed = await textOf(BOTH);
		const named = (text: string) => unfolded(text).replace(/^SOURCE.*$/m, "");
		expect(named(await textOf(BOTH.replace("+", "%2B")))).toBe(named(feed));
		expect(named(await textOf("/feed/teststadt/p-ahorn+p-ungerade+p-ahorn.ICS"))).toBe(named(feed));
		expect(new Set(summaries(await textOf(`${BOTH}?services=bio&group=day`)))).toEqual(new Set(["Bioabfall"]));
		expect((await edgeInMemory().get(`${BOTH}/`)).headers.get("location")).toBe(BOTH);
	});

	it("are not sent again to who holds them", async () => {
		const { get } = edgeInMemory();
		const etag = (await get(BOTH)).headers.get("etag") ?? "";
		expect((await get(BOTH, { "if-none-match": etag })).status).toBe(304);
	});

	it("follow the places that have one heir, each once", async () => {
		const { status, headers } = await edgeInMemory().get("/feed/teststadt/old-one+p-ungerade+p-ahorn.ics?lang=en");
		expect([status, headers.get("location")]).toEqual([308, "/feed/teststadt/p-ahorn+p-ungerade.ics?lang=en"]);
	});

	it("ask to choose again for those that were divided, beside the dates of the others", async () => {
		const feed = unfolded(await textOf("/feed/teststadt/old-two+p-ungerade.ics"));
		expect(feed).toContain("UID:choose-again-old-two@teststadt.tonnentag\r\n");
		expect(summaries(feed)).toContain("Restmüll");
	});

	it("of services that were all given up say it once", async () => {
		expect(summaries(await textOf(`${BOTH}?services=papier-alt`))).toEqual(["Abfuhrkalender: Adresse neu wählen"]);
	});

	it("say once that the plan is over", async () => {
		const feed = await textOf(BOTH, { now: "2028-01-02T11:00:00Z" });
		expect(summaries(feed).filter((each) => each.includes("neue Termine fehlen noch"))).toHaveLength(1);
	});

	it.each([
		["nirgends+p-ahorn+unsinn", 404, "unknown_place", ["place.0 unknown_place", "place.2 unknown_place"]],
		["p-ahorn++p-ungerade", 400, "malformed", ["place.1 empty"]],
		["+", 400, "malformed", ["place.0 empty"]],
		[Array.from({ length: 41 }, (_, at) => `p-${at}`).join("+"), 422, "too_many_places", ["place too_many"]],
	])("%s is %i %s, each fault named", async (places, status, code, errors) => {
		const answer = await edgeInMemory().get(`/feed/teststadt/${places}.ics`);
		const body = (await answer.json()) as { code: string; errors: { field: string; code: string }[] };
		expect([answer.status, body.code]).toEqual([status, code]);
		expect(body.errors.map((each) => `${each.field} ${each.code}`)).toEqual(errors);
	});

	it("forty are not too many", async () => {
		const places = Array.from({ length: 39 }, (_, at) => `p-${at}`).concat("p-ahorn");
		expect((await edgeInMemory().get(`/feed/teststadt/${places.join("+")}.ics`)).status).toBe(404);
	});
});
