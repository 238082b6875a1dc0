import * as v from "valibot";
import type { FileHost } from "../home/files.ts";
import { OBJECT_CLASSES, type ObjectClassName } from "./object-classes.ts";
import type { KeptOne } from "./route.ts";

/** The namespace of a class of object, as far as the backup needs it. */
export type ObjectSpace = Pick<DurableObjectNamespace, "get" | "idFromName" | "idFromString">;

/** Every class, or it does not compile. */
export type Spaces = Readonly<
	Record<ObjectClassName, { readonly space: ObjectSpace; readonly names: () => Promise<readonly string[]> }>
>;

/** On one machine whatever has a database below `disk`; Cloudflare lists none, so there the names that there can be. */
export async function keptObjects(spaces: Spaces, disk: FileHost | undefined): Promise<KeptOne[]> {
	const found = OBJECT_CLASSES.map(({ name, uniqueKey }) =>
		disk ? storedOf(spaces, name, disk, uniqueKey) : namedOf(spaces, name),
	);
	return (await Promise.all(found)).flat();
}

async function storedOf(spaces: Spaces, object: ObjectClassName, disk: FileHost, folder: string): Promise<KeptOne[]> {
	const { space } = spaces[object];
	const ids = await storedIds(disk, folder);
	return ids.map((id) => ({ object, id, stub: space.get(space.idFromString(id)) as unknown as KeptOne["stub"] }));
}

async function namedOf(spaces: Spaces, object: ObjectClassName): Promise<KeptOne[]> {
	const { space, names } = spaces[object];
	return (await names()).map((name) => {
		const id = space.idFromName(name);
		return { object, id: id.toString(), name, stub: space.get(id) as unknown as KeptOne["stub"] };
	});
}

const listing = v.array(v.object({ name: v.string() }));
const DATABASE = /^([0-9a-f]{64})\.sqlite$/u;

async function storedIds(disk: FileHost, folder: string): Promise<string[]> {
	const answer = await disk.fetch(`http://disk/${folder}`);
	if (!answer.ok) throw new Error(`the databases cannot be listed: ${answer.status}`);
	const names = v.parse(listing, await answer.json()).map(({ name }) => name);
	return names.flatMap((name) => DATABASE.exec(name)?.[1] ?? []).sort();
}
