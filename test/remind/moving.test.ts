import { expect, test } from "vitest";
import { forget } from "../../worker/remind/ledger/outcomes.ts";
import { readMeta, writeMeta } from "../../worker/remind/ledger/schema.ts";
import { moveIn } from "../../worker/remind/moving/move-in.ts";
import { nextBatch, putOut, takeOut } from "../../worker/remind/moving/outbox.ts";
import type { Arrivals } from "../../worker/remind/slice-api.ts";
import { sliceInMemory } from "./slice-in-memory.ts";

/** From one slice to another, exactly once, wherever it breaks off. */

const atomically = <T>(work: () => T) => work();
const slice = () => ({ ...sliceInMemory(), atomically });

function subscribe({ sql }: ReturnType<typeof slice>, name: string): void {
	sql.exec(
		`INSERT INTO subscription (name, token, endpoint, p256dh, auth, host, kid, origin, lang, created, seen)
		VALUES (?, 't', ?, 'p', 'a', 'h', 'k', 'o', 'de', 1, 1)`,
		name,
		`https://push.example/${name}`,
	);
}

const namesIn = ({ sql }: ReturnType<typeof slice>) =>
	sql
		.exec("SELECT name FROM subscription ORDER BY name")
		.toArray()
		.map(({ name }) => name);

function sent({ sql }: ReturnType<typeof slice>): Arrivals {
	const batch = nextBatch(sql);
	if (!batch) throw new Error("nobody waits");
	return {
		from: 0,
		nonce: batch.nonce,
		home: { slice: 1, slices: 2, epoch: 7 },
		shared: { town: "musterstadt", dataset: "x" },
		households: batch.households,
	};
}

test("who arrived and switched off is not brought back when what was sent is sent again", () => {
	const [old, fresh] = [slice(), slice()];
	for (const name of ["anna", "bert"]) subscribe(old, name);
	putOut(old, [
		{ id: 1, target: 1 },
		{ id: 2, target: 1 },
	]);
	expect(namesIn(old)).toEqual([]);
	const arrivals = sent(old);
	expect(moveIn(fresh, arrivals)).toBe(true);
	expect(namesIn(fresh)).toEqual(["anna", "bert"]);
	// Here the answer is lost, and before it is sent again one of them unsubscribes.
	forget(fresh.sql, 1);
	expect(moveIn(fresh, sent(old))).toBe(true);
	expect(namesIn(fresh)).toEqual(["bert"]);
	expect(readMeta(fresh.sql, "town")).toBe("musterstadt");
});

test("the next outbox begins its numbers anew, and who comes in it is let in", () => {
	const [old, fresh] = [slice(), slice()];
	subscribe(old, "anna");
	putOut(old, [{ id: 1, target: 1 }]);
	const batch = nextBatch(old.sql);
	moveIn(fresh, sent(old));
	if (batch) takeOut(old.sql, batch);
	old.sql.exec("DROP TABLE outbox");
	subscribe(old, "carla");
	putOut(old, [{ id: 2, target: 1 }]);
	moveIn(fresh, sent(old));
	expect(namesIn(fresh)).toEqual(["anna", "carla"]);
});

test("a slice that knows a newer layout takes nobody in; who is here under another name stays", () => {
	const [old, fresh] = [slice(), slice()];
	subscribe(old, "anna");
	putOut(old, [{ id: 1, target: 1 }]);
	writeMeta(fresh.sql, "home", JSON.stringify({ slice: 1, slices: 5, epoch: 9 }));
	expect(moveIn(fresh, sent(old))).toBe(false);
	expect(namesIn(fresh)).toEqual([]);
	writeMeta(fresh.sql, "home", JSON.stringify({ slice: 1, slices: 2, epoch: 7 }));
	subscribe(fresh, "anna-anew");
	fresh.sql.exec("UPDATE subscription SET endpoint = 'https://push.example/anna'");
	expect(moveIn(fresh, sent(old))).toBe(true);
	expect(namesIn(fresh)).toEqual(["anna-anew"]);
});

test("where both were told by different datasets, it is looked at anew", () => {
	const [old, fresh] = [slice(), slice()];
	subscribe(old, "anna");
	putOut(old, [{ id: 1, target: 1 }]);
	writeMeta(fresh.sql, "dataset", "y");
	moveIn(fresh, sent(old));
	expect(readMeta(fresh.sql, "dataset")).toBeUndefined();
});
