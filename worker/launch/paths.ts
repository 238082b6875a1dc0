import { join } from "node:path";

/** The folder of the project. */
export const ROOT = join(import.meta.dirname, "..", "..");

export const DIST = join(ROOT, "dist");
export const BUILT_PAGE = join(DIST, "web");
export const BUILT_WORKER = join(DIST, "worker", "index.js");

/** workerd's configuration, written at each start. */
export function configOf(state: string): string {
	return join(state, "run", "workerd.capnp");
}
