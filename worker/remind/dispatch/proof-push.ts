import type { Dataset } from "../../../data/model/dataset.ts";
import { NO_DAY_AFTER } from "../../../data/model/day.ts";
import type { PushTarget } from "../../../data/model/subscription.ts";
import type { Instant } from "../../../data/model/zone.ts";
import { shorten } from "../error-words.ts";
import { wayTo } from "../push/endpoint.ts";
import { makePushRequest } from "../push/request.ts";
import type { VapidTokens } from "../push/vapid.ts";
import { keyNamed } from "../push/vapid-keys.ts";
import type { World } from "../world.ts";
import { proofMessage } from "./message.ts";
import { makeTag } from "./tag.ts";

/** Seconds for which it is of use, and milliseconds until a push service is given up. */
const LIFE = 600;
const PATIENCE = 10_000;

export interface ProofPush {
	readonly push: PushTarget;
	readonly kid: string;
	readonly lang: string;
	readonly origin: string;
	readonly proof: string;
}

/** One push for keys that are not registered. It stands in no ledger, and says nothing of its push service. */
export async function sendProof(
	world: World,
	tokens: VapidTokens,
	{ push, kid, lang, origin, proof }: ProofPush,
	{ dataset, subject, now }: { readonly dataset: Dataset; readonly subject: string; readonly now: Instant },
): Promise<void> {
	const [way, key] = [wayTo(push.endpoint, world.routes), keyNamed(world.keys, kid)];
	if (!way || !key) return;
	const tag = makeTag(proof, "", NO_DAY_AFTER, "proof");
	const payload = proofMessage({ lang, origin }, dataset, tag, proof);
	const authorization = await tokens.headerFor(way.audience, subject, key, now);
	const request = await makePushRequest({ ...push.keys, payload, ttl: LIFE, topic: tag, authorization });
	try {
		const answer = await world.send(way, push.endpoint, { ...request, signal: AbortSignal.timeout(PATIENCE) });
		await answer.body?.cancel();
	} catch (error) {
		world.tell({ event: "proof_failed", host: way.host, error: shorten(error) });
	}
}
