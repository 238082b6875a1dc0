import type { Dataset } from "../../../data/model/dataset.ts";
import type { Instant } from "../../../data/model/zone.ts";
import type { Delivery } from "../ledger/deliveries.ts";
import { parseKind } from "../ledger/kind.ts";
import { type Written, type WrittenTogether, write, writeTogether } from "./payload.ts";

/** Stands for the tag until it is known whose letter it is; nothing that a town writes has this in it. */
const TAG = "\u0001tag\u0001";
const TAG_IN_JSON = JSON.stringify(TAG).slice(1, -1);
/** Forgotten beyond that: a caretaker's town has some thousand places. */
const MOST = 5000;

/** Neighbours get the same letter but for its tag: it is written once for all of them. */
export class PayloadCache {
	readonly #written = new Map<string, Written | undefined>();
	#dataset: Dataset | undefined;
	/** "Morgen" becomes "Heute": what was written is good for a minute. */
	#minute = 0;

	write(bundle: readonly Delivery[], dataset: Dataset, tag: string, now: Instant): WrittenTogether | undefined {
		const [delivery, ...others] = bundle;
		if (!delivery || others.length > 0) return writeTogether(bundle, dataset, tag, now);
		const written = this.#writeOne(delivery, dataset, tag, now);
		return written && { payload: written.payload, told: new Map([[delivery, written.told]]) };
	}

	#writeOne(delivery: Delivery, dataset: Dataset, tag: string, now: Instant): Written | undefined {
		if (parseKind(delivery.kind)?.is !== "slot") return write(delivery, dataset, tag, now);
		const minute = Math.floor(now / 60_000);
		if (dataset !== this.#dataset || minute !== this.#minute || this.#written.size > MOST) this.#written.clear();
		[this.#dataset, this.#minute] = [dataset, minute];
		const { kind, place, day, lang, origin, wants, addresses } = delivery;
		const name = JSON.stringify([kind, place, day, lang, origin, wants, addresses > 1]);
		if (!this.#written.has(name)) this.#written.set(name, write(delivery, dataset, TAG, now));
		const known = this.#written.get(name);
		return known && { ...known, payload: known.payload.replace(TAG_IN_JSON, tag) };
	}
}
