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
import { OBJECT_CLASSES } from "../../../worker/backup/object-classes.ts";
import { objectIdOf } from "../../../worker/launch/object-id.ts";
import { checkOthers } from "../../../worker/launch/other-databases.ts";

const { DatabaseSync } = createRequire(import.meta.url)("node:sqlite") as typeof import("node:sqlite");

const folders: string[] = [];
afterEach(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A state folder with one whole database of each class, named after Teststadt where there is one for each town. */
function stateWithAll() {
	const state = mkdtempSync(join(tmpdir(), "tonnentag-others-"));
	folders.push(state);
	const towns = join(state, "towns");
	mkdirSync(join(towns, "teststadt"), { recursive: true });
	const files = OBJECT_CLASSES.filter(({ name }) => name !== "Slice").map(({ name, uniqueKey }) => {
		const path = join(
			state,
			"slices",
			uniqueKey,
			`${objectIdOf(uniqueKey, name === "Desk" ? "teststadt" : "all")}.sqlite`,
		);
		mkdirSync(join(path, ".."), { recursive: true });
		const database = new DatabaseSync(path);
		database.exec("CREATE TABLE kept (word TEXT); INSERT INTO kept VALUES ('here')");
		database.close();
		return { name, uniqueKey, path };
	});
	const check = () => {
		const said: string[] = [];
		checkOthers({ state, towns }, (line) => said.push(line));
		return said;
	};
	return { state, files, check };
}

describe("databases beside the slices'", () => {
	it("that are whole are left alone", () => {
		const { files, check } = stateWithAll();
		expect(check()).toEqual([]);
		expect(files.map(({ path }) => existsSync(path))).toEqual(files.map(() => true));
	});

	it.each([
		["Desk", "The desk of teststadt was broken"],
		["DeskRegistry", "The list of published towns was broken"],
		["SliceRegistry", "The number of slices was broken"],
	])("%s: a broken one is set aside whole and named at every start, the others stay", (name, words) => {
		const { state, files, check } = stateWithAll();
		const its = files.find((each) => each.name === name);
		if (!its) throw new Error(`no ${name}`);
		const noise = Buffer.alloc(8192, "noise ");
		writeFileSync(its.path, noise);
		for (const _ of [1, 2])
			expect(check()).toEqual([expect.stringMatching(new RegExp(`^${words}.*npm run restore`, "u"))]);
		expect(files.filter(({ path }) => !existsSync(path))).toEqual([its]);
		const aside = join(state, "broken", its.uniqueKey);
		const [kept = ""] = readdirSync(aside);
		expect(readFileSync(join(aside, kept))).toEqual(noise);
		// Until somebody has done something about it.
		renameSync(join(aside, kept), join(state, kept));
		expect(check()).toEqual([]);
	});

	it("every class of object that there is is looked at", () => {
		const { files, check } = stateWithAll();
		for (const { path } of files) writeFileSync(path, "no database at all");
		expect(check()).toHaveLength(OBJECT_CLASSES.length - 1);
	});

	it("alarms that are broken are set aside, and nothing is lost by it", () => {
		const { files, check } = stateWithAll();
		const alarms = files.map(({ path }) => join(path, "..", "metadata.sqlite"));
		for (const path of alarms) writeFileSync(path, Buffer.alloc(4096, 7));
		expect(check()).toEqual([]);
		expect(alarms.filter((path) => existsSync(path))).toEqual([]);
	});
});
