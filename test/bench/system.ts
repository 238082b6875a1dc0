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
