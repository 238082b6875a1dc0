/** Test pushes under way at once in one slice: they leave the others to the wave. */
const LANES = 2;
/** Whoever waits longer is told that it comes later, in milliseconds. */
const PATIENCE = 20_000;
/** How often a push host that has no lane free is asked again, in milliseconds. */
const LOOK_AGAIN_AFTER = 25;

/** The lanes of test pushes. Anybody can ask for hundreds at once, and they must not reach a push service all at once. */
export class TestLanes {
	readonly #elapsed: () => number;
	#underWay = 0;

	constructor(elapsed: () => number) {
		this.#elapsed = elapsed;
	}

	/**
	 * Does the work once a lane is free and `turn` allows it: "rest" gives up at once.
	 * False where it was not done.
	 */
	async take(turn: () => "go" | "wait" | "rest", work: () => Promise<void>): Promise<boolean> {
		const late = this.#elapsed() + PATIENCE;
		for (;;) {
			const now = this.#underWay < LANES ? turn() : "wait";
			if (now === "rest" || (now === "wait" && this.#elapsed() > late)) return false;
			if (now === "go") break;
			await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_AFTER));
		}
		this.#underWay++;
		await work().finally(() => this.#underWay--);
		return true;
	}
}
