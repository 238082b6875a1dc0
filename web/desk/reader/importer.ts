import { Job } from "./job.ts";
import type { Kind, Reply, Request } from "./messages.ts";

/** The worker of the desk: files are read beside the page, which stays at hand meanwhile. One ask after the other. */
const job = new Job();
let last: Promise<void> = Promise.resolve();

addEventListener("message", ({ data }: MessageEvent<Request>) => {
	last = last.then(() => answer(data));
});

async function answer<K extends Kind>({ number, kind, ask }: Request<K>): Promise<void> {
	const reply = await job.do(kind, ask).then(
		(done): Reply => ({ number, answer: done }),
		(error: unknown): Reply => ({ number, failed: error instanceof Error ? error.message : String(error) }),
	);
	postMessage(reply);
}
