import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";

/**
 * Prints the address once it answers, and before it what the host should know:
 * `announce.ts ADDRESS PROBE PID`. Runs beside the start of workerd and ends by itself,
 * at the latest when the process with that id does.
 */
const [address = "", probe = "", pid = ""] = process.argv.slice(2);
const LONGEST_WAIT = 60_000;
const PAUSE = 50;

/** As much of `/healthz` as is told here. */
interface Health {
	readonly status?: string;
	readonly towns?: readonly TownHealth[];
	readonly slices?: readonly { readonly town: string; readonly state: string }[];
}

interface TownHealth {
	readonly id: string;
	readonly warning?: { readonly code: string; readonly last: string; readonly days: number };
	readonly missing?: readonly string[];
}

for (let waited = 0; waited < LONGEST_WAIT && isRunning(Number(pid)); waited += PAUSE) {
	const answer = await fetch(probe).catch(() => undefined);
	if (answer) {
		const health = (await answer.json().catch(() => ({}))) as Health;
		if (health.status === "no_towns") console.error(`No town can be served: see ${address}/healthz`);
		else if (health.status !== "ok") console.error(`Not everything works (${health.status}): see ${address}/healthz`);
		for (const line of (health.towns ?? []).flatMap((town) => [...warningOf(town), ...missingIn(town)]))
			console.error(line);
		for (const line of awayWarnings(health)) console.error(line);
		console.log(address);
		break;
	}
	await pause(PAUSE);
}

function warningOf({ id, warning }: TownHealth): string[] {
	if (!warning) return [];
	const { code, last, days } = warning;
	const when =
		code === "plan_ended" ? `ended on ${last}` : `ends on ${last}, in ${days} ${days === 1 ? "day" : "days"}`;
	return [`Warning: the schedule of ${id} ${when}. Import the next one.`];
}

function awayWarnings({ slices = [] }: Health): string[] {
	const away = new Set(slices.flatMap(({ town, state }) => (state === "town_away" ? [town] : [])));
	return [...away].map(
		(town) =>
			`Warning: ${town} is not served, and nobody there is reminded. Bring its folder back; if the town is gone for good: npm run forget-town -- ${town}`,
	);
}

/** The law asks for it, and the page leaves it out: households cannot fill it in. */
function missingIn({ id, missing = [] }: TownHealth): string[] {
	return missing.length === 0 ? [] : [`Note: town.json of ${id} does not say yet: ${missing.join(", ")}.`];
}

function isRunning(id: number): boolean {
	try {
		return process.kill(id, 0);
	} catch {
		return false;
	}
}
