/** Lets one waiter go on: something has happened, whatever it was. */
export class Bell {
	#waiting: (() => void) | undefined;
	#hasRung = false;

	ring(): void {
		this.#hasRung = true;
		this.#waiting?.();
	}

	/** Resolves at the next ring, at once where it has rung since the last time. */
	async wait(): Promise<void> {
		if (!this.#hasRung)
			await new Promise<void>((resolve) => {
				this.#waiting = resolve;
			});
		this.#waiting = undefined;
		this.#hasRung = false;
	}
}
