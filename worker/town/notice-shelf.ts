import type { Notice } from "../../data/model/desk.ts";
import type { TownId } from "../../data/model/town.ts";

/** What was written at a desk is told everywhere within ten seconds. */
const ASK_AGAIN_AFTER = 5_000;

interface Slot {
	readonly askedAt: number;
	readonly notices: readonly Notice[];
}

/** The notices of the towns, asked of their desks every few seconds at most. */
export class NoticeShelf {
	readonly #ask: (town: TownId) => Promise<readonly Notice[]>;
	readonly #elapsed: () => number;
	readonly #slots = new Map<TownId, Slot>();

	constructor(ask: (town: TownId) => Promise<readonly Notice[]>, elapsed: () => number) {
		this.#ask = ask;
		this.#elapsed = elapsed;
	}

	/** A desk that does not answer changes nothing. */
	async of(town: TownId): Promise<readonly Notice[]> {
		const known = this.#slots.get(town);
		const askedAt = this.#elapsed();
		if (known && askedAt - known.askedAt < ASK_AGAIN_AFTER) return known.notices;
		const notices = await this.#ask(town).catch(() => known?.notices ?? []);
		this.#slots.set(town, { askedAt, notices });
		return notices;
	}

	/** After something was written here. */
	askAgain(): void {
		this.#slots.clear();
	}
}
