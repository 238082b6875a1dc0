import { readdirSync, readFileSync } from "node:fs";

/** What Linux tells of a process and of the machine; there is no other way to look at a process that is not ours. */

/** Time on a processor until now, of all threads, in milliseconds. */
export function cpuOf(pid: number): number {
	const threads = readdirSync(`/proc/${pid}/task`).map((thread) => {
		const [nanoseconds] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ");
		return Number(nanoseconds) / 1e6;
	});
	return threads.reduce((sum, each) => sum + each, 0);
}

/** Resident memory in megabytes. */
export function memoryOf(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, "utf8");
	return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/** How many wanted a processor in the last minute: with more than there are, wall times say little. */
export function load(): string {
	return readFileSync("/proc/loadavg", "utf8").split(" ")[0] ?? "";
}

/** Processor time since the start, of all processors, and what of it the host of a virtual machine gave to others; in ticks. */
export interface Ticks {
	readonly all: number;
	readonly stolen: number;
}

export function ticks(): Ticks {
	// user, nice, system, idle, iowait, irq, softirq, steal (proc(5)); what follows is counted in the first two.
	const [line = ""] = readFileSync("/proc/stat", "utf8").split("\n", 1);
	const times = line.split(/\s+/u).slice(1, 9).map(Number);
	return { all: times.reduce((sum, each) => sum + each, 0), stolen: times[7] ?? 0 };
}

/** 0 to 1: how much of the machine was somebody else's since then. A machine of its own answers 0. */
export function stolenSince(before: Ticks): number {
	const now = ticks();
	return (now.stolen - before.stolen) / Math.max(now.all - before.all, 1);
}

/** What the host may take for others during a measurement; beyond that it measures the others. */
const MOST_STOLEN = 0.04;

export interface Measured {
	/** 0 to 1: the processor time that the host of a virtual machine took meanwhile. */
	readonly stolen: number;
}

/** Whether so many of these were left alone. */
export function hasQuiet(measured: readonly Measured[], count: number): boolean {
	return measured.filter(({ stolen }) => stolen <= MOST_STOLEN).length >= count;
}

export function quietest<T extends Measured>(measured: readonly T[], count: number): T[] {
	return measured.toSorted((one, other) => one.stolen - other.stolen).slice(0, count);
}

export function disturbance({ stolen }: Measured): string {
	return `load ${load()}, ${Math.round(stolen * 100)} % stolen`;
}
