import { KeptObject } from "../backup/kept-object.ts";
import type { DeskRegistryStub, DeskStub, Edition, NewEdition, PackedFile } from "./desk-api.ts";
import { EditionTable } from "./edition-table.ts";

/** What is not entered in the registry is entered again after this, in milliseconds. */
const ENTER_AGAIN = 5_000;

/** The desk of one town, by its id: the single writer of the editions that were published there. */
export abstract class DeskObject<Env> extends KeptObject<Env> implements DeskStub {
	readonly #editions: EditionTable;
	readonly #registry: DeskRegistryStub;

	constructor(state: DurableObjectState, env: Env) {
		super(state, env);
		this.#editions = new EditionTable(state.storage.sql);
		this.#registry = this.lend(env);
	}

	/** The one registry. */
	protected abstract lend(env: Env): DeskRegistryStub;

	publish(town: string, given: NewEdition): Promise<Edition | undefined> {
		return this.#serve(town, () => this.#editions.add(given));
	}

	publishAgain(town: string, number: number): Promise<Edition | undefined> {
		return this.#serve(town, () => this.#editions.publishAgain(number));
	}

	/**
	 * What is published and the alarm are written in one turn, so in one commit: should the process end
	 * before the registry has heard, the alarm tells it, and else tells it once more.
	 */
	async #serve(town: string, publish: () => Edition | undefined): Promise<Edition | undefined> {
		const { storage } = this.ctx;
		const edition = storage.transactionSync(() => {
			const published = publish();
			if (published) this.#editions.keepTown(town);
			return published;
		});
		if (!edition) return undefined;
		await storage.setAlarm(Date.now() + ENTER_AGAIN);
		await storage.sync();
		await this.#enter();
		return edition;
	}

	/** Never throws: after seven failures the platform would drop it. */
	override async alarm(): Promise<void> {
		try {
			await this.#enter();
		} catch {
			await this.ctx.storage.setAlarm(Date.now() + ENTER_AGAIN);
		}
	}

	async #enter(): Promise<void> {
		const town = this.#editions.town();
		const published = this.#editions.published();
		if (town !== undefined && published) await this.#registry.enter(town, published.hash);
	}

	async editions(): Promise<readonly Edition[]> {
		return this.#editions.all();
	}

	async files(): Promise<readonly PackedFile[] | undefined> {
		const published = this.#editions.published();
		return published && this.#editions.files(published);
	}

	async dataset(hash: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
		return this.#editions.dataset(hash);
	}
}
