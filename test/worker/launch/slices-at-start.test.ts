import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { checkSlices } from "../../../worker/launch/known-slices.ts";
import { sliceId } from "../../../worker/launch/slice-id.ts";

const { DatabaseSync } = createRequire(import.meta.url)("node:sqlite") as typeof import("node:sqlite");

const folders: string[] = [];
afterEach(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A state folder whose slices hold as many households as are given. */
class State {
	readonly state = mkdtempSync(join(tmpdir(), "tonnentag-slices-"));
	readonly towns = join(this.state, "towns");
	readonly files = join(this.state, "slices", "tonnentag-shard");
	said: string[] = [];

	constructor() {
		folders.push(this.state);
		mkdirSync(join(this.towns, "teststadt"), { recursive: true });
		mkdirSync(this.files, { recursive: true });
	}

	path(slice: number): string {
		return join(this.files, `${sliceId("teststadt", slice)}.sqlite`);
	}

	write(slice: number, households: number): void {
		rmSync(this.path(slice), { force: true });
		const database = new DatabaseSync(this.path(slice));
		database.exec("BEGIN; CREATE TABLE subscription (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT)");
		for (let at = 0; at < households; at++) database.exec(`INSERT INTO subscription (name) VALUES ('${at}')`);
		database.exec("COMMIT");
		database.close();
	}

	check(): (readonly [number, number, string | undefined])[] {
		this.said = [];
		const known = checkSlices(this, (line) => this.said.push(line));
		return known.map(({ slice, highest, doubt }) => [slice, highest, doubt]);
	}
}

describe("what the launcher knows of the slices:", () => {
	it("nothing at first, then all that there were; households that left are no loss", () => {
		const state = new State();
		expect(state.check()).toEqual([]);
		state.write(0, 5);
		state.write(1, 3);
		expect(state.check()).toEqual([
			[0, 5, undefined],
			[1, 3, undefined],
		]);
		const database = new DatabaseSync(state.path(0));
		database.exec("DELETE FROM subscription");
		database.close();
		expect(state.check()[0]).toEqual([0, 5, undefined]);
		expect(state.said).toEqual([]);
	});

	it("a file that is gone is missing at every start until it is back, or the loss is accepted", () => {
		const state = new State();
		state.write(0, 5);
		state.check();
		renameSync(state.path(0), `${state.path(0)}.away`);
		for (const _ of [1, 2]) {
			expect(state.check()).toEqual([[0, 5, "missing"]]);
			expect(state.said).toEqual([expect.stringMatching(/^Slice 0 of teststadt is missing: .*npm run restore/u)]);
		}
		renameSync(`${state.path(0)}.away`, state.path(0));
		expect(state.check()).toEqual([[0, 5, undefined]]);
		rmSync(state.path(0));
		rmSync(join(state.state, "known-slices.json"));
		expect(state.check()).toEqual([]);
	});

	it("an older file in its place is rewound, and so is an empty one", () => {
		const state = new State();
		state.write(0, 5);
		state.check();
		for (const households of [4, 0]) {
			state.write(0, households);
			expect(state.check()).toEqual([[0, 5, "rewound"]]);
		}
		writeFileSync(state.path(0), "");
		expect(state.check()).toEqual([[0, 5, "rewound"]]);
		state.write(0, 6);
		expect(state.check()).toEqual([[0, 6, undefined]]);
	});

	it.each([
		["noise", Buffer.alloc(8192, "noise ")],
		["a file cut within a page", undefined],
	])("%s is named, set aside whole, and stands in no other's way", (_, octets) => {
		const state = new State();
		state.write(0, 500);
		state.write(1, 3);
		state.check();
		const broken = octets ?? readFileSync(state.path(0)).subarray(0, 5000);
		writeFileSync(state.path(0), broken);
		expect(state.check()).toEqual([
			[0, 500, "broken"],
			[1, 3, undefined],
		]);
		expect(state.said).toEqual([expect.stringMatching(/^Slice 0 of teststadt was broken and is set aside/u)]);
		expect(existsSync(state.path(0))).toBe(false);
		const [kept = ""] = readdirSync(join(state.state, "broken"));
		expect(readFileSync(join(state.state, "broken", kept))).toEqual(Buffer.from(broken));
		// Until somebody does something about it.
		expect(state.check()[0]).toEqual([0, 500, "broken"]);
		state.write(0, 2);
		expect(state.check()[0]).toEqual([0, 500, "broken"]);
	});

	it("a broken file that no record knows is told too", () => {
		const state = new State();
		writeFileSync(state.path(2), "no database at all");
		expect(state.check()).toEqual([[2, 0, "broken"]]);
		expect(state.check()).toEqual([[2, 0, "broken"]]);
	});

	it("broken alarms are set aside", () => {
		const state = new State();
		writeFileSync(join(state.files, "metadata.sqlite"), Buffer.alloc(4096, 7));
		state.check();
		expect(state.said).toEqual([expect.stringContaining("metadata.sqlite")]);
		expect(readdirSync(state.files)).toEqual([]);
	});

	it("a record that is cut is none, and keeps nothing from starting", () => {
		const state = new State();
		state.write(0, 5);
		state.check();
		writeFileSync(join(state.state, "known-slices.json"), "[{");
		expect(state.check()).toEqual([[0, 5, undefined]]);
	});
});
