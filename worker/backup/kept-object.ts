import { DurableObject } from "cloudflare:workers";
import type { Instant } from "../../data/model/zone.ts";
import { dropSnapshot, readSnapshot, type Snapshot, type SnapshotPage, takeSnapshot } from "./snapshot.ts";

/** An object as the backup sees it. */
export interface KeptStub {
	beginBackup(): Promise<Snapshot>;
	readBackup(nonce: string, nth: number, after: number): Promise<SnapshotPage>;
	endBackup(): Promise<void>;
}

/** What every class of object is that keeps something: all its tables are in the backup, however they are called. */
export abstract class KeptObject<Env> extends DurableObject<Env> implements KeptStub {
	/** The moment by which it does its work. */
	protected async now(): Promise<Instant> {
		return Date.now();
	}

	/** The copies of rows are made or gone: what they held of who is deleted may stand in the files. */
	protected leaveTraces(): void {}

	async beginBackup(): Promise<Snapshot> {
		const now = await this.now();
		const { storage } = this.ctx;
		return storage.transactionSync(() => {
			const snapshot = takeSnapshot(storage.sql, now);
			if (snapshot.tables.length > 0) this.leaveTraces();
			return snapshot;
		});
	}

	async readBackup(nonce: string, nth: number, after: number): Promise<SnapshotPage> {
		return readSnapshot(this.ctx.storage.sql, nonce, nth, after);
	}

	async endBackup(): Promise<void> {
		const { storage } = this.ctx;
		storage.transactionSync(() => {
			dropSnapshot(storage.sql);
			this.leaveTraces();
		});
	}
}
