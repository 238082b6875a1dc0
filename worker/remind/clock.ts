import type { Instant } from "../../data/model/zone.ts";

/** The time of day: the machine's, or in tests that of an address which answers an ISO instant. */
export interface Clock {
	read(): Promise<Instant>;
	/** A clock for one stretch of work: the machine's goes on, a test's stands still until it is read again. */
	start(): Promise<() => Instant>;
	readonly isForTests: boolean;
}

/** What a test's clock answers with. */
export interface ClockHost {
	fetch(address: string): Promise<Response>;
}

export function machineClock(now: () => Instant): Clock {
	return { read: async () => now(), start: async () => now, isForTests: false };
}

/** `hear` is told of every reading: whatever waits has waited as long as the test says, whoever asked. */
export function testClock(host: ClockHost, hear: (instant: Instant) => void): Clock {
	const read = async () => {
		const answer = await host.fetch("http://clock/");
		const instant = Date.parse((await answer.text()).trim());
		if (Number.isNaN(instant)) throw new Error("TONNENTAG_CLOCK does not answer with an ISO instant");
		hear(instant);
		return instant;
	};
	return {
		read,
		async start() {
			const instant = await read();
			return () => instant;
		},
		isForTests: true,
	};
}
