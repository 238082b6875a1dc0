import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { OBJECT_CLASSES, type ObjectClassName } from "../backup/object-classes.ts";
import { objectIdOf } from "./object-id.ts";
import type { Settings } from "./settings.ts";
import { areAlarmsBroken, lookInto, setAlarmsAside, setAside } from "./slice-databases.ts";

type OtherClass = (typeof OBJECT_CLASSES)[number] & { readonly name: Exclude<ObjectClassName, "Slice"> };

const isOther = (each: (typeof OBJECT_CLASSES)[number]): each is OtherClass => each.name !== "Slice";

/** What is lost with the database, for the host. */
const LOST: Record<OtherClass["name"], string> = {
	Desk: "its published editions, its people and its requests",
	DeskRegistry: "which towns have published at their desks; until then they are served from their folders",
	SliceRegistry: "how many slices the towns have",
};

/**
 * Before workerd opens them: what is broken of the databases beside the slices' is set aside and named, at every
 * start until somebody takes it out of there. The slices have a record of their own (`known-slices.ts`).
 */
export function checkOthers({ state, towns }: Pick<Settings, "state" | "towns">, say: (line: string) => void): void {
	for (const each of OBJECT_CLASSES.filter(isOther)) {
		const [folder, aside] = [join(state, "slices", each.uniqueKey), join(state, "broken", each.uniqueKey)];
		if (existsSync(folder)) emptyOfBroken(folder, aside);
		const names = existsSync(aside) ? readdirSync(aside).filter(isDatabase) : [];
		for (const name of names) say(sentence(each, nameOf(each, name, towns), aside));
	}
}

/** Alarms are made again, and nobody misses the old ones. */
function isDatabase(name: string): boolean {
	return name.endsWith(".sqlite") && !name.endsWith(" metadata.sqlite");
}

function emptyOfBroken(folder: string, aside: string): void {
	if (areAlarmsBroken(folder)) setAlarmsAside(folder, aside);
	for (const [id, { kind }] of lookInto(folder)) if (kind === "broken") setAside(folder, `${id}.sqlite`, aside);
}

/** Ids are hashes of names: of the names that there may be, the one that it is. */
function nameOf({ name, uniqueKey }: OtherClass, file: string, towns: string): string {
	if (name !== "Desk") return name === "DeskRegistry" ? "The list of published towns" : "The number of slices";
	const town = readdirSync(towns).find((each) => file.includes(objectIdOf(uniqueKey, each)));
	return town === undefined ? `The desk in ${file}` : `The desk of ${town}`;
}

function sentence({ name }: OtherClass, what: string, aside: string): string {
	return `${what} was broken and is set aside in ${aside}; a new, empty one takes its place, without ${LOST[name]}. Stop, and restore a backup (npm run restore); to accept the loss, take the file out of that folder.`;
}
