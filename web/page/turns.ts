/** Milliseconds at a stretch: a sixth of what people notice, on a phone four times as slow as well. */
const STRETCH = 8;

let began = 0;
let queue = Promise.resolve();

/** Waits for one's turn: after each stretch of work the page takes keys and paints. */
export function turn(): Promise<void> {
	queue = queue.then(async () => {
		if (isOver()) await rest();
	});
	return queue;
}

/** Does long work in turns. What follows from it has a turn of its own. */
export async function inTurns<T>(work: Iterator<unknown, T>): Promise<T> {
	await rest();
	for (let step = work.next(); ; step = work.next()) {
		if (step.done || isOver()) await rest();
		if (step.done) return step.value;
	}
}

function isOver(): boolean {
	return performance.now() - began >= STRETCH;
}

async function rest(): Promise<void> {
	await new Promise((later) => setTimeout(later));
	began = performance.now();
}
