/** Milliseconds at a stretch: a frame at the most, on a phone four times as slow as well. */
const STRETCH = 4;

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

/** Without a timer: browsers make those that follow each other wait for four milliseconds each. */
async function rest(): Promise<void> {
	const { port1, port2 } = new MessageChannel();
	await new Promise((later) => {
		port1.onmessage = later;
		port2.postMessage(0);
	});
	port1.close();
	began = performance.now();
}
