import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Day, plusDays } from "../../data/model/day.ts";
import { FORGOTTEN_AFTER_MONTHS } from "../../data/model/retention.ts";
import { emptyFlood, forgetSilent } from "../../worker/remind/ledger/retire.ts";
import { sliceInMemory } from "./slice-in-memory.ts";

const START = "2026-01-10" as Day;
const HOUR = 3_600_000;
const noon = (day: Day) => Date.parse(`${day}T12:00:00Z`);

interface Row {
	readonly created?: number;
	readonly seen: number;
	readonly delivered?: number;
	readonly outcome?: string;
}

class Households {
	readonly #sql = sliceInMemory().sql;

	add(name: string, { seen, created = seen, delivered, outcome }: Row): void {
		this.#sql.exec(
			`INSERT INTO subscription (name, token, endpoint, p256dh, auth, host, kid, origin, lang, created, seen, delivered, outcome)
			VALUES (?1, '', ?1, '', '', '', '', '', 'de', ?2, ?3, ?4, ?5)`,
			name,
			created,
			seen,
			delivered ?? null,
			outcome ?? null,
		);
	}

	deliver(name: string, at: number): void {
		this.#sql.exec("UPDATE subscription SET delivered = ? WHERE name = ?", at, name);
	}

	begin(day: Day): number {
		return forgetSilent(this.#sql, day, noon(day));
	}

	empty(count: number, most: number): number {
		return emptyFlood(this.#sql, count, most);
	}

	get names(): unknown[] {
		const rows = this.#sql.exec("SELECT name FROM subscription ORDER BY name").toArray();
		return rows.map(({ name }) => name);
	}
}

describe("households that were neither seen nor delivered to for twelve months", () => {
	test("are forgotten; who is delivered to never is", () => {
		const households = new Households();
		for (const name of ["silent", "reminded"]) households.add(name, { seen: noon(START) });
		let forgottenOn: Day | undefined;
		for (let at = 1; at <= 500; at++) {
			const day = plusDays(START, at);
			if (at % 7 === 0) households.deliver("reminded", noon(day));
			if (households.begin(day) > 0) forgottenOn ??= day;
		}
		expect(households.names).toEqual(["reminded"]);
		// Not before a year is over, and not long after it.
		expect(forgottenOn && forgottenOn > "2027-01-10" && forgottenOn < "2027-01-14").toBe(true);
	});

	test("stay while the clock is wrong, for an hour or for weeks, forwards or back", () => {
		const households = new Households();
		households.add("one", { seen: noon(START) });
		for (let at = 0; at < 40; at++) households.begin(plusDays(START, at));
		for (let at = 0; at < 29; at++) households.begin(plusDays("2031-05-01" as Day, at));
		for (let at = 40; at < 60; at++) households.begin(plusDays(START, at));
		households.begin("2030-01-01" as Day);
		households.begin("2029-01-01" as Day);
		expect(households.names).toEqual(["one"]);
	});

	test("go too where the machine stood still for some days now and then", () => {
		const households = new Households();
		households.add("one", { seen: noon(START) });
		for (let at = 0; at < 400; at += 5) households.begin(plusDays(START, at));
		expect(households.names).toEqual([]);
	});
});

describe("what a flood has left", () => {
	const born = Date.parse("2026-03-01T22:30:00Z");
	const flood = { seen: born, outcome: "refused" };
	const fill = () => {
		const households = new Households();
		households.add("invented", flood);
		households.add("untried", { seen: born });
		households.add("expired", { seen: born, outcome: "expired" });
		households.add("reached", { ...flood, delivered: born });
		households.add("back", { ...flood, created: born, seen: born + 25 * HOUR });
		// Half past eleven in the evening in Berlin, and half past twelve the next day.
		households.add("midnight", { ...flood, created: born, seen: born + HOUR });
		return households;
	};

	test("goes only while the slice is over four fifths full, and only who is nobody's", () => {
		const households = fill();
		expect(households.empty(80, 100)).toBe(0);
		expect(households.names).toHaveLength(6);
		expect(households.empty(81, 100)).toBe(1);
		expect(households.names).toEqual(["back", "expired", "midnight", "reached", "untried"]);
	});
});

test("the privacy page promises what the product does, by the same number", () => {
	const text = readFileSync(join(import.meta.dirname, "../../web/about/privacy-text.ts"), "utf8");
	expect(FORGOTTEN_AFTER_MONTHS).toBe(12);
	// biome-ignore lint/suspicious/noTemplateCurlyInString: as the page's source has it
	expect(text).toContain("${FORGOTTEN_AFTER_MONTHS} Monate lang");
	expect(text).not.toMatch(/\b(?:12|zwölf) Monate/u);
});
