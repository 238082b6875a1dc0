import type { SliceHome } from "../layout.ts";
import { isSettled, noteSettled, readHome } from "../ledger/home.ts";
import type { SliceStub } from "../slice-api.ts";
import { sliceOf } from "../slice-of.ts";
import type { World } from "../world.ts";
import { readShared } from "./move-in.ts";
import { BATCH, dropOutbox, nextBatch, putOut, type Stray, takeOut } from "./outbox.ts";

interface Move {
	readonly world: World;
	readonly home: SliceHome;
	readonly slice: (slice: number) => SliceStub;
	/** `elapsed()` after which no more is begun. */
	readonly stopAt: number;
}

/** Whether everybody here is at home here by now. Broken off anywhere, it goes on where it was. */
export async function moveOut(world: World, slice: (slice: number) => SliceStub, stopAt: number): Promise<boolean> {
	const { sql } = world;
	const home = readHome(sql);
	if (!home || home.slice === undefined || isSettled(sql)) return true;
	return new Mover({ world, home: { ...home, slice: home.slice }, slice, stopAt }).run();
}

class Mover {
	readonly #move: Move;
	/** The last subscription that was looked at. */
	#after = 0;

	constructor(move: Move) {
		this.#move = move;
	}

	async run(): Promise<boolean> {
		const { world, stopAt } = this.#move;
		while (world.elapsed() < stopAt) {
			if (await this.#sendBatch()) continue;
			const strays = await this.#nextStrays();
			if (strays === undefined) return this.#end();
			if (strays.length > 0) putOut(world, strays);
		}
		return false;
	}

	async #sendBatch(): Promise<boolean> {
		const { world, home, slice } = this.#move;
		const batch = nextBatch(world.sql);
		if (!batch) return false;
		const { target, nonce, households } = batch;
		const theirs = { ...home, slice: target };
		const given = { from: home.slice, nonce, home: theirs, shared: readShared(world.sql), households };
		// A slice with a newer layout: then this one will hear of it, too.
		if (!(await slice(target).takeIn(given))) throw new Error("the slices were counted anew");
		takeOut(world.sql, batch);
		return true;
	}

	/** Of the next few those who are not at home here; `undefined` after the last. */
	async #nextStrays(): Promise<readonly Stray[] | undefined> {
		const { world, home } = this.#move;
		const query = "SELECT id, endpoint FROM subscription WHERE id > ? ORDER BY id LIMIT ?";
		const rows = world.sql.exec<{ id: number; endpoint: string }>(query, this.#after, BATCH).toArray();
		if (rows.length === 0) return undefined;
		this.#after = rows.at(-1)?.id ?? this.#after;
		const found = rows.map(async ({ id, endpoint }) => ({ id, target: await sliceOf(endpoint, home.slices) }));
		return (await Promise.all(found)).filter(({ target }) => target !== home.slice);
	}

	#end(): boolean {
		const { sql, atomically } = this.#move.world;
		atomically(() => {
			dropOutbox(sql);
			noteSettled(sql);
		});
		return true;
	}
}
