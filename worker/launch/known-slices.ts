import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { KnownSlice } from "../remind/known-slice.ts";
import { MOST_SLICES } from "../remind/layout.ts";
import type { Settings } from "./settings.ts";
import { areAlarmsBroken, type Looked, lookInto, setAlarmsAside, setAside } from "./slice-databases.ts";
import { sliceId, UNIQUE_KEY } from "./slice-id.ts";
import { writeWhole } from "./write-whole.ts";

/** A slice that was there at a start, as the launcher keeps it. What is lost with a file stands here still. */
export interface RecordedSlice extends KnownSlice {
	/** The name of its file. */
	readonly id: string;
	/** The highest number that a subscription ever had; it never goes back by itself. */
	readonly highest: number;
}

const RECORD = "known-slices.json";

/**
 * Before workerd opens them: sets broken files aside, and holds what is there against what was there at the starts
 * before. `say` is told what the host has to know. Deleting the record accepts what is lost.
 */
export function checkSlices(
	{ state, towns }: Pick<Settings, "state" | "towns">,
	say: (line: string) => void,
): RecordedSlice[] {
	const [folder, aside, path] = [join(state, "slices", UNIQUE_KEY), join(state, "broken"), join(state, RECORD)];
	mkdirSync(folder, { recursive: true });
	if (areAlarmsBroken(folder)) {
		setAlarmsAside(folder, aside);
		say(`The alarms (metadata.sqlite) were broken: set aside in ${aside}, and made again. Nobody is lost by it.`);
	}
	const before = readRecord(path);
	const found = lookInto(folder);
	for (const [id, { kind }] of found) if (kind === "broken") setAside(folder, `${id}.sqlite`, aside);
	const known = compare(before, found, namesOf(found, before, readdirSync(towns)));
	writeWhole(path, `${JSON.stringify(known, undefined, "\t")}\n`);
	for (const each of known) if (each.doubt) say(sentence(each, aside, path));
	return known;
}

/** One that cannot be read is none. */
function readRecord(path: string): RecordedSlice[] {
	try {
		const told = JSON.parse(readFileSync(path, "utf8")) as RecordedSlice[];
		return told.filter(({ town, slice, id, highest }) => town && id && slice >= 0 && highest >= 0);
	} catch {
		return [];
	}
}

type Names = ReadonlyMap<string, { readonly town: string; readonly slice: number }>;

/** Ids are hashes of names: so all names that there may be are tried. */
function namesOf(found: ReadonlyMap<string, Looked>, before: readonly RecordedSlice[], folders: string[]): Names {
	const told = [...found.values()].flatMap((each) => (each.kind === "sound" ? (each.town ?? []) : []));
	const towns = new Set([...folders, ...told, ...before.map(({ town }) => town)]);
	const names = new Map(before.map(({ id, town, slice }) => [id, { town, slice }]));
	for (const town of towns)
		for (let slice = 0; slice < MOST_SLICES; slice++) names.set(sliceId(town, slice), { town, slice });
	return names;
}

function compare(before: readonly RecordedSlice[], found: ReadonlyMap<string, Looked>, names: Names): RecordedSlice[] {
	const known = new Map(before.map((each) => [each.id, each]));
	const all = new Set([...known.keys(), ...found.keys()]);
	return [...all]
		.map((id) => judge(id, known.get(id), found.get(id), names.get(id) ?? { town: "?", slice: 0 }))
		.filter(({ highest, doubt }) => highest > 0 || doubt !== undefined)
		.sort((one, other) => one.town.localeCompare(other.town) || one.slice - other.slice);
}

function judge(
	id: string,
	known: RecordedSlice | undefined,
	looked: Looked | undefined,
	name: { readonly town: string; readonly slice: number },
): RecordedSlice {
	const had = known?.highest ?? 0;
	const its = (highest: number, doubt?: RecordedSlice["doubt"]) => ({ ...name, id, highest, ...(doubt && { doubt }) });
	if (looked?.kind === "unread") return its(had, known?.doubt);
	if (looked?.kind === "broken") return its(had, "broken");
	if (looked === undefined) return its(had, known?.doubt ?? "missing");
	if (looked.highest >= had && (had > 0 || known?.doubt === undefined)) return its(looked.highest);
	return its(had, known?.doubt ?? "rewound");
}

const WHAT: Record<NonNullable<RecordedSlice["doubt"]>, (aside: string) => string> = {
	broken: (aside) => `was broken and is set aside in ${aside}; a new, empty one takes its place`,
	missing: () => "is missing",
	rewound: () => "is older than at the start before: somebody put an old file in its place, or its -wal file is lost",
};

function sentence({ town, slice, doubt, id }: RecordedSlice, aside: string, record: string): string {
	const name = town === "?" ? `The slice ${id}` : `Slice ${slice} of ${town}`;
	const what = WHAT[doubt ?? "missing"](aside);
	return `${name} ${what}: its households may not be reminded until they switch their reminders on again. Stop, and restore a backup (npm run restore); to accept the loss, delete ${record}.`;
}
