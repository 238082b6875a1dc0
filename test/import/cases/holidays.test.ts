import { afterAll, expect, test } from "vitest";
import { CaseTown, daysAt, describeCase, told } from "./shared-case.ts";

const towns: CaseTown[] = [];
afterAll(() => towns.map((town) => town.discard()));

function townOf(path: string): CaseTown {
	const town = new CaseTown(path);
	towns.push(town);
	return town;
}

describeCase("35-christmas-in-switzerland", () => {
	const CASE = "35-christmas-in-switzerland";
	test("the week of 25 December comes earlier, whatever the catalogue calls the day", async () => {
		const read = await townOf(CASE).import();
		expect(told(read.problems)).toEqual([]);
		expect(daysAt(read, "Tour 1")).toContain("2026-12-21");
		expect(daysAt(read, "Tour 2")).toContain("2026-12-24");
		expect(daysAt(read, "Tour 3")).toContain("2026-12-19");
		expect(daysAt(read, "Tour 2")).not.toContain("2026-12-28");
	});

	test.each([
		["AT", "9"],
		["CH", "AI"],
		["DE", "SN"],
		["CH", "TI"],
	])("%s %s", async (country, state) => {
		const town = townOf(CASE);
		town.edit((file) => Object.assign(file, { country, state }));
		const read = await town.import();
		expect(daysAt(read, "Tour 2")).toContain("2026-12-24");
	});

	test("a half day is asked about, until it is answered", async () => {
		const town = townOf(CASE);
		town.edit((file) => Object.assign(file, { country: "DE", state: "HE" }));
		town.write("r.csv", "T;E;W\n1;03.12.2026;1\n");
		const asked = async (policy: object) => {
			town.edit(({ recipe }) => {
				recipe.holidays = [{ kind: "later", ...policy }];
			});
			const { warnings } = await town.import();
			return warnings.filter(({ code }) => code === "maybe_holiday").map(({ what }) => what);
		};
		expect((await asked({})).join()).toMatch(/24\.12\.2026 \(Heiliger Abend.*31\.12\.2026 \(Silvester/u);
		expect(await asked({ also: ["Heiliger Abend"], not: ["Silvester"] })).toEqual([]);
	});
});

describeCase("37-a-holiday-of-some-municipalities", () => {
	const [SILENT, NAMED] = ["silent", "named"].map((name) => `37-a-holiday-of-some-municipalities/${name}`);

	test("silent: the import asks, and what it says to write moves the date", async () => {
		const town = townOf(SILENT ?? "");
		const read = await town.import();
		expect(told(read.problems)).toEqual([]);
		expect(daysAt(read, "Tour 1")).toContain("2025-08-15");
		const [asked] = read.warnings.filter(({ code }) => code === "maybe_holiday");
		expect(asked?.what).toContain("15.08.2025 (Mariä Himmelfahrt");
		expect(asked?.remedy).toContain('"Mariä Himmelfahrt"');
		town.edit(({ recipe }) => {
			recipe.holidays[0].also = ["Mariä Himmelfahrt"];
			recipe.holidays[0].not = ["Augsburger Friedensfest"];
		});
		const answered = await town.import();
		expect(answered.warnings.filter(({ code }) => /holiday/u.test(code))).toEqual([]);
		expect(daysAt(answered, "Tour 1")).toContain("2025-08-16");
	});

	test("named: a holiday of one city is known; a name beside it is answered with the names near it", async () => {
		const town = townOf(NAMED ?? "");
		expect(daysAt(await town.import(), "Tour 1")).toContain("2025-08-09");
		town.edit(({ recipe }) => {
			recipe.holidays[0].also = ["Friedensfest"];
		});
		const { problems } = await town.import();
		expect(told(problems)).toEqual(["town.json:37 unknown_holiday"]);
		expect(problems[0]?.what).toContain("«Augsburger Friedensfest»");
	});

	test.each([
		["SN", "2026-06-04", "Fronleichnam"],
		["TH", "2026-06-04", "Fronleichnam"],
		["BY", "2026-11-18", "Buß- und Bettag"],
	])("%s: %s is asked about", async (state, day, name) => {
		const town = townOf(SILENT ?? "");
		town.edit((file) => {
			file.state = state;
			file.coverage = { from: day, to: day };
		});
		town.write("r.csv", `T;E;W\n1;${day};1\n`);
		const { warnings } = await town.import();
		expect(warnings.find(({ code }) => code === "maybe_holiday")?.what).toContain(name);
	});

	test.each([
		["a holiday anyway", { also: ["Allerheiligen"] }, "idle_holiday"],
		["no holiday at all", { not: ["Lichtmess"] }, "idle_holiday"],
		["outside the plan", { also: ["2031-05-15 Brückentag"] }, "idle_holiday"],
		["a round that nobody has", { rounds: ["9"] }, "policy_without_dates"],
	])("a word of a policy that changes nothing: %s", async (_, policy, code) => {
		const town = townOf(SILENT ?? "");
		town.edit(({ recipe }) => Object.assign(recipe.holidays[0], policy));
		const { warnings } = await town.import();
		expect(warnings.map((warning) => warning.code)).toContain(code);
	});

	test("a rhythm on a public holiday about which nothing speaks is told", async () => {
		const town = townOf(SILENT ?? "");
		town.edit((file) => {
			file.recipe.holidays = [];
			file.coverage = { from: "2026-12-01", to: "2027-01-31" };
		});
		town.write("r.csv", "T;E;W\n1;04.12.2026;1\n");
		const { warnings } = await town.import();
		expect(warnings.find(({ code }) => code === "collection_on_holiday")?.what).toContain("zuerst am Fr 25.12.2026");
	});
});
