import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { openArchive } from "../../../data/import/read/archive.ts";
import { paxRecord, tar, tarGz } from "../hostile/files.ts";
import { importFiles } from "../hostile/one-file.ts";

const CSV = "Datum\n2026-01-05\n2026-01-19\n";
const STEP = { as: "dates", service: "rest", date: "Datum", format: "YYYY-MM-DD" };
const LONG = `${"sehr-langer-ordner/".repeat(8)}Müll.csv`;

async function opened(bytes: Uint8Array, wanted: (name: string) => boolean = () => true) {
	const archive = await openArchive(bytes, wanted);
	return (
		archive && [...archive.members].map(([name, member]) => `${name}=${member && new TextDecoder().decode(member)}`)
	);
}

test.each([
	["ustar", [{ name: "a/b.csv", text: "x" }], ["a/b.csv=x"]],
	["a name below a point", [{ name: "./a/b.csv", text: "x" }], ["a/b.csv=x"]],
	[
		"pax, with umlauts and a long name",
		[
			{ name: "pax", kind: "x", text: paxRecord("path", LONG) },
			{ name: "short", text: "x" },
		],
		[`${LONG}=x`],
	],
	[
		"pax, umlauts in two pieces",
		[
			{ name: "pax", kind: "x", text: paxRecord("path", "Mu\u0308ll.csv") },
			{ name: "short", text: "x" },
		],
		["Müll.csv=x"],
	],
	[
		"GNU's long name",
		[
			{ name: "././@LongLink", kind: "L", text: `${LONG}\0` },
			{ name: "short", text: "x" },
		],
		[`${LONG}=x`],
	],
	[
		"a name holds for one file",
		[{ name: "pax", kind: "x", text: paxRecord("path", "ä") }, { name: "a" }, { name: "b" }],
		["ä=", "b="],
	],
	[
		"folders and global headers are no files",
		[
			{ name: "g", kind: "g", text: paxRecord("comment", "x") },
			{ name: "a/", kind: "5" },
			{ name: "a/b", text: "y" },
		],
		["a/b=y"],
	],
	[
		"a link has nothing to read",
		[
			{ name: "a", kind: "2" },
			{ name: "b", kind: "S", text: "x" },
		],
		["a=undefined", "b=undefined"],
	],
])("a tar: %s", async (_, files, expected) => {
	expect(await opened(tar(files))).toEqual(expected);
	expect(await opened(tarGz(files))).toEqual(expected);
});

test("a tar that is cut or damaged anywhere is refused, or gives what it held", async () => {
	const whole = tar([
		{ name: "a.csv", text: CSV },
		{ name: "b.csv", text: CSV },
	]);
	const packed = tarGz([{ name: "a.csv", text: CSV }]);
	for (const length of [100, 511, 520, 600, 1100]) expect(await opened(whole.slice(0, length))).toBeUndefined();
	for (let at = 0; at < 512; at += 3) {
		const header = await opened(whole.with(at, (whole[at] ?? 0) ^ 1));
		expect(header === undefined || header[0] === `a.csv=${CSV}`).toBe(true);
	}
	for (let at = 10; at < packed.length; at++)
		expect([undefined, `a.csv=${CSV}`]).toContain((await opened(packed.with(at, (packed[at] ?? 0) ^ 1)))?.[0]);
});

test("a zip: names of DOS and UTF-8, stored and packed members, folders", async () => {
	const stored = zipSync({ "Müll/a.csv": strToU8("x"), "b.csv": [strToU8("y"), { level: 0 }], "c/": new Uint8Array() });
	expect(await opened(stored)).toEqual(["Müll/a.csv=x", "b.csv=y"]);
	const dos = zipSync({ "M?ll.csv": strToU8("x") }).map((byte) => (byte === 0x3f ? 0x81 : byte));
	expect(await opened(dos)).toEqual(["Müll.csv=x"]);
	for (let at = 0; at < stored.length; at++) {
		const read = await opened(stored.with(at, (stored[at] ?? 0) ^ 1), (name) => name === "b.csv");
		expect([undefined, "b.csv=undefined", "b.csv=y"]).toContain(read?.[0]);
	}
});

test("members of a zip are read as those of a tar, each with its own name", async () => {
	const zip = zipSync({ "2026/plan.csv": strToU8(CSV), "2026/liesmich.txt": strToU8("Guten Tag") });
	for (const [file, bytes] of [
		["a.zip", zip],
		["a.tgz", tarGz([{ name: "2026/plan.csv", text: CSV }])],
	] as const) {
		const imported = await importMember(file, "*.csv", bytes);
		expect(imported.problems).toEqual([]);
		expect(imported.dataset.rounds[0]?.dates.map(({ source }) => source?.file)).toEqual([
			`${file} > 2026/plan.csv`,
			`${file} > 2026/plan.csv`,
		]);
	}
});

function importMember(file: string, members: string, bytes: Uint8Array) {
	return importFiles([{ ...STEP, file: `${file} > ${members}` }], new Map([[file, bytes]]), { districts: "Ort" });
}

test.each([
	["a pattern that names none", zipSync({ "plan.txt": strToU8(CSV) }), "missing_file", "Vorhanden: plan.txt"],
	["an archive within the archive", zipSync({ "plan.csv": zipSync({ "a.csv": strToU8(CSV) }) }), "not_text", "ZIP"],
	["a link", tarGz([{ name: "plan.csv", kind: "2" }]), "bad_archive", "Verweis"],
	["no archive", strToU8("Guten Tag"), "bad_archive", "entpackt"],
])("%s is told", async (_, bytes, code, says) => {
	const { problems } = await importMember("a.zip", "*.csv", bytes);
	expect(problems[0]?.code).toBe(code);
	expect(`${problems[0]?.what} ${problems[0]?.remedy}`).toContain(says);
});
