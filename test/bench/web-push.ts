import { Agent } from "node:https";
import { createRequire } from "node:module";
import type { Browser } from "../remind/receiver.ts";
import type { PushService } from "./push-service.ts";

/** Requests at once, as many as the product's. */
const LANES = 6;

/** What is used of the peer; the house declares only what the product itself uses. */
interface WebPush {
	generateVAPIDKeys(): { publicKey: string; privateKey: string };
	sendNotification(to: { endpoint: string; keys: Browser["keys"] }, payload: string, options: object): Promise<unknown>;
}
const webpush = createRequire(import.meta.url)("web-push") as WebPush;

/** What the product's message is padded to, without its end mark: so both seal and send the same number of bytes. */
const LENGTH = 767;

const MESSAGE = JSON.stringify({
	web_push: 8030,
	notification: {
		title: "Morgen: Restmüll 1.100 l wöchentlich",
		body: "Bitte bis 6:00 Uhr rausstellen",
		lang: "de",
		tag: "x".repeat(32),
		navigate: "http://127.0.0.1:8787/musterstadt?place=0r43ic&day=2026-12-01",
		data: { kind: "reminder", town: "musterstadt", place: "0r43ic", day: "2026-12-01", until: "06:00" },
	},
});
const PAYLOAD = MESSAGE + " ".repeat(LENGTH - Buffer.byteLength(MESSAGE));

/** The peer as its own documentation has it: everything in options, connections kept. */
export async function sendAll({ certificate }: PushService, browsers: readonly Browser[]): Promise<void> {
	const agent = new Agent({ keepAlive: true, maxSockets: LANES, ca: certificate.cert });
	const options = {
		TTL: 39_600,
		topic: "x".repeat(32),
		urgency: "high" as const,
		vapidDetails: { subject: "mailto:abfall@musterstadt.example", ...webpush.generateVAPIDKeys() },
		agent,
	};
	const queue = [...browsers];
	const lane = async () => {
		for (let next = queue.pop(); next; next = queue.pop())
			await webpush.sendNotification({ endpoint: next.endpoint, keys: next.keys }, PAYLOAD, options);
	};
	await Promise.all(Array.from({ length: LANES }, lane));
	agent.destroy();
}
