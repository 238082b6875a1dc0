import { buildWhatChanged } from "../../worker/launch/build.ts";

/** Before the first product starts: two that start at once would both build. */
export default async function setup(): Promise<void> {
	await buildWhatChanged(console.log);
}
