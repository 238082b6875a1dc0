import { expect, test } from "vitest";
import { automationYaml, hacsYaml } from "../../../web/calendar/smart-home-yaml.ts";

test("the source of HACS has the address as it is, in quotes", () => {
	const feed = "https://abfall.example/feed/stadt/p-1.ics?services=bio,rest&alarm=18:00";
	const yaml = hacsYaml(feed);
	expect(yaml.split("\n").map((line) => line.trim())).toContain(`url: "${feed}"`);
	expect(yaml).toMatch(/^waste_collection_schedule:\n {2}sources:\n {4}- name: ics\n {6}args:\n {8}url: /u);
	expect(yaml).not.toMatch(/split_at|params|\{%Y\}/u);
});

test("the automation asks six hours before midnight what the event is called", () => {
	const yaml = automationYaml("Bio \"alt\" 'neu'");
	for (const needed of ["trigger: calendar", 'offset: "-6:00:00"', "summary == 'Bio alt neu'"])
		expect(yaml).toContain(needed);
	expect(yaml).not.toContain("\t");
});
