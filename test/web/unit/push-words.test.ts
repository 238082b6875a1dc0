import { describe, expect, test } from "vitest";
import { makePushMessage, parsePushMessage } from "../../../data/model/push-message.ts";
import { neutral, type PushData, wordsFor } from "../../../web/sw/worker/push-words.ts";

const data: PushData = {
	kind: "reminder",
	place: "p-ahorn",
	day: "2026-12-01",
	labels: ["Bioabfall", "Papier"],
	until: "06:00",
	zone: "Europe/Berlin",
};
const sent = { title: "Morgen: Bioabfall + Papier", body: "Bitte bis 6:00 Uhr rausstellen" };

describe("a reminder says what is right at the moment it is shown", () => {
	test.each([
		["2026-11-30T19:00:00+01:00", "Morgen: Bioabfall + Papier", "Bitte bis 6:00 Uhr rausstellen", false],
		["2026-11-30T23:59:00+01:00", "Morgen: Bioabfall + Papier", "Bitte bis 6:00 Uhr rausstellen", false],
		["2026-12-01T00:00:00+01:00", "Heute: Bioabfall + Papier", "Noch bis 6:00 Uhr rausstellen", false],
		["2026-12-01T05:59:00+01:00", "Heute: Bioabfall + Papier", "Noch bis 6:00 Uhr rausstellen", false],
		[
			"2026-12-01T06:00:00+01:00",
			"Abfuhr am 1. Dezember: Bioabfall + Papier",
			"Diese Erinnerung kam verspätet an.",
			true,
		],
		[
			"2026-12-03T12:00:00+01:00",
			"Abfuhr am 1. Dezember: Bioabfall + Papier",
			"Diese Erinnerung kam verspätet an.",
			true,
		],
	])("%s", (at, title, body, isOver) => {
		expect(wordsFor(sent, data, "de", Date.parse(at))).toEqual({ title, body, isOver });
	});

	test("by the town's clock, wherever the device stands", () => {
		const onAzores = { ...data, zone: "Atlantic/Azores" };
		expect(wordsFor(sent, onAzores, "de", Date.parse("2026-12-01T00:30:00Z")).title).toBe("Morgen: Bioabfall + Papier");
	});

	test("in English too, with the names that stand on the bins", () => {
		const english = { title: "Tomorrow: Bioabfall + Papier", body: "Please put out by 6:00" };
		expect(wordsFor(english, data, "en", Date.parse("2026-12-01T05:00:00+01:00"))).toMatchObject({
			title: "Today: Bioabfall + Papier",
			body: "Put out by 6:00 at the latest",
		});
	});
});

test("what is no reminder says what was sent", () => {
	const change = { title: "Geändert: Papier erst am Samstag", body: "Streik." };
	const late = Date.parse("2026-12-05T00:00:00Z");
	expect(wordsFor(change, { ...data, kind: "change" }, "de", late)).toEqual({ ...change, isOver: false });
	expect(wordsFor(sent, undefined, "de", late)).toEqual({ ...sent, isOver: false });
});

test("an empty or broken push has words too", () => {
	expect(neutral("de").title).toBe("Neues zu Ihrer Abfuhr");
	expect(neutral("tr").body).not.toBe("");
});

test("what the worker sends has what the words are made of", () => {
	const notification = {
		...sent,
		lang: "de",
		dir: "auto",
		tag: "t",
		navigate: "https://abfall.example/",
		actions: [],
	} as const;
	const written = makePushMessage({
		web_push: 8030,
		notification: {
			...notification,
			actions: [],
			data: { ...data, kind: "reminder", town: "teststadt", labels: ["Bioabfall"] },
		},
	});
	const read: PushData | undefined = parsePushMessage(JSON.parse(written))?.notification.data;
	expect(wordsFor(sent, read, "de", Date.parse("2026-12-01T01:00:00+01:00")).title).toBe("Heute: Bioabfall + Papier");
});
