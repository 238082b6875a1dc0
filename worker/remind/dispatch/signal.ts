/** Lets one waiter go on: something has happened, whatever it was. */
export class Signal {
	#waiting: (() => void) | undefined;
	#isRaised = false;

	raise(): void {
		this.#isRaised = true;
		this.#waiting?.();
	}

	/** Resolves at the next ring, at once where it has rung since the last time. */
	async wait(): Promise<void> {
		if (!this.#isRaised)
			await new Promise<void>((resolve) => {
				this.#waiting = resolve;
			});
		this.#waiting = undefined;
		this.#isRaised = false;
	}
}
