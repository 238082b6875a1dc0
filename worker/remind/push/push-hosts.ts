import type { Instant } from "../../../data/model/zone.ts";

/** Cloudflare lets six requests of one invocation wait for their headers; one machine does not count, so we do. */
export const LANES = 6;

/** Of so many answers, more than half bad opens the breaker. */
const MEMORY = 20;
const BREAKER_REST = 60_000;
/** An answer slower than this makes a host slow: one lane until it is quick again. */
const SLOW = 5_000;

interface HostState {
	inFlight: number;
	/** No request before this moment. */
	restUntil: Instant;
	recent: boolean[];
	isSlow: boolean;
	/** Its breaker was open: the next answer decides alone. */
	isOnTrial: boolean;
	/** When this host was first used in this wave, in elapsed milliseconds: public ones are approached slowly. */
	startedAt: number | undefined;
	sent: number;
}

/** Requests per second with which a public push service is approached, and after a minute. */
const RAMP_FROM = 10;
const RAMP_TO = 120;
const RAMP_TIME = 60_000;
const LONGEST_REST = 15 * 60_000;

/** Whether a host may get one more request; if not, what to wait for. */
export type Turn =
	| { readonly kind: "go" }
	/** Until one of the requests under way returns. */
	| { readonly kind: "lane" }
	/** Until a moment on the clock: it asked for a rest, or it fails too often. */
	| { readonly kind: "rest"; readonly until: Instant }
	/** So many milliseconds: the ramp. */
	| { readonly kind: "pace"; readonly wait: number };

/** Two clocks: the time of day, which tests may hold still, and milliseconds that only ever grow. */
export interface Clocks {
	readonly now: Instant;
	readonly elapsed: number;
}

export interface Went {
	readonly well: boolean;
	/** Milliseconds until the answer. */
	readonly took: number;
	readonly now: Instant;
	/** How long the host rests if this opens its breaker, in milliseconds. */
	readonly rest?: number | undefined;
}

/**
 * Who may send now. One dead host gets at most half the lanes while others have
 * work, and none while its breaker is open, so it delays nobody else.
 */
export class PushHosts {
	readonly #hosts = new Map<string, HostState>();
	readonly #lanes: number;

	constructor(lanes: number) {
		this.#lanes = lanes;
	}

	turnOf(host: string, isPaced: boolean, othersHaveWork: boolean, { now, elapsed }: Clocks): Turn {
		const state = this.#of(host);
		if (state.restUntil > now) return { kind: "rest", until: state.restUntil };
		const share = othersHaveWork ? Math.ceil(this.#lanes / 2) : this.#lanes;
		if (state.inFlight >= (state.isSlow || state.isOnTrial ? 1 : share)) return { kind: "lane" };
		const wait = isPaced ? paceOf(state, elapsed) : 0;
		return wait === 0 ? { kind: "go" } : { kind: "pace", wait };
	}

	begin(host: string, elapsed: number): void {
		const state = this.#of(host);
		state.inFlight++;
		state.startedAt ??= elapsed;
		state.sent++;
	}

	end(host: string, went: Went): void {
		const state = this.#of(host);
		state.inFlight--;
		state.isSlow = went.took > SLOW;
		state.recent.push(went.well);
		if (state.recent.length > MEMORY) state.recent.shift();
		const isBad = state.isOnTrial ? !went.well : fails(state.recent);
		state.isOnTrial = isBad;
		if (!isBad) return;
		state.restUntil = Math.max(state.restUntil, went.now + (went.rest ?? BREAKER_REST));
		state.recent = [];
	}

	rest(host: string, until: Instant): void {
		const state = this.#of(host);
		state.restUntil = Math.max(state.restUntil, until);
	}

	/** A new wave begins its ramps anew, and what a clock that was set back left behind is forgotten. */
	startWave(now: Instant): void {
		for (const state of this.#hosts.values()) {
			state.startedAt = undefined;
			state.sent = 0;
			if (state.restUntil > now + LONGEST_REST) state.restUntil = now;
		}
	}

	#of(host: string): HostState {
		const known = this.#hosts.get(host);
		if (known) return known;
		const state = {
			inFlight: 0,
			restUntil: 0,
			recent: [],
			isSlow: false,
			isOnTrial: false,
			startedAt: undefined,
			sent: 0,
		};
		this.#hosts.set(host, state);
		return state;
	}
}

function fails(recent: readonly boolean[]): boolean {
	const bad = recent.filter((well) => !well).length;
	return recent.length >= MEMORY / 4 && bad > recent.length / 2;
}

/** Requests allowed after `elapsed` milliseconds of a linear ramp that then stays level. */
function allowance(elapsed: number): number {
	const ramped = Math.min(elapsed, RAMP_TIME);
	const slope = (RAMP_TO - RAMP_FROM) / RAMP_TIME;
	const inRamp = (RAMP_FROM * ramped + (slope * ramped * ramped) / 2) / 1000;
	return 1 + inRamp + (Math.max(elapsed - RAMP_TIME, 0) * RAMP_TO) / 1000;
}

function paceOf({ startedAt, sent }: HostState, elapsed: number): number {
	if (startedAt === undefined) return 0;
	return sent < allowance(elapsed - startedAt) ? 0 : Math.ceil(1000 / RAMP_TO);
}
