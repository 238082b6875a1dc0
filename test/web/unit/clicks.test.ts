import { expect, test } from "vitest";
import { ownAddress } from "../../../web/service-worker/own-address.ts";

// Where a click on a notification leads: what a push says is not believed.

test.each([
	["/musterstadt?place=p&day=2026-12-01", "https://abfall.example/musterstadt?place=p&day=2026-12-01"],
	["https://abfall.example/musterstadt", "https://abfall.example/musterstadt"],
	["https://anders.example/", "https://abfall.example"],
	["javascript:alert(1)", "https://abfall.example"],
	["http://[", "https://abfall.example"],
	["https://abfall.example:99999/", "https://abfall.example"],
])("%s", (told, leads) => {
	expect(ownAddress(told, "https://abfall.example")).toBe(leads);
});
