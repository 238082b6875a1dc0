import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OBJECT_CLASSES } from "../backup/object-classes.ts";
import { parseOrigins } from "../http/origin.ts";
import type { KnownSlice } from "../remind/known-slice.ts";
import { readAdminKey } from "./admin-key.ts";
import { layPage } from "./lay-page.ts";
import { BUILT_PAGE, BUILT_WORKER, configOf } from "./paths.ts";
import type { Settings } from "./settings.ts";
import { makeKeyRing, readKeys } from "./vapid-file.ts";
import { makeConfig } from "./workerd.ts";

/** All that the product runs on, made anew at each start; copies, so that a build touches nothing that is served. */
export function writeRunFolder(settings: Settings, known: readonly KnownSlice[]): void {
	const { state, towns, reminders } = settings;
	const folder = join(state, "run");
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder);
	writeFileSync(join(folder, "index.js"), readFileSync(BUILT_WORKER));
	const page = join(folder, "page");
	layPage(BUILT_PAGE, page, join(state, "pieces"));
	if (reminders.pushCa !== undefined) writeFileSync(join(folder, "push-ca.pem"), readFileSync(reminders.pushCa));
	const slices = join(state, "slices");
	for (const { uniqueKey } of OBJECT_CLASSES) mkdirSync(join(slices, uniqueKey), { recursive: true });
	const keys = readKeys(
		state,
		parseOrigins(settings.origins).map(({ address }) => address),
	);
	const given = { vapid: makeKeyRing(keys), admin: readAdminKey(state), known };
	writeFileSync(configOf(state), makeConfig(settings, { page, towns, slices }, given));
}
