import type { Instant } from "../../../data/model/zone.ts";
import { PACE, Pace, type PaceBounds } from "./pace.ts";

/** Cloudflare lets six requests of one invocation wait for their headers; one machine does not count, so we do. */
export const LANES = 6;

/** Of so many answers, more than half bad opens the breaker. */
const MEMORY = 20;
const BREAKER_REST = 60_000;
/** An answer that takes longer is a slow one, in milliseconds: while most are, the host has one lane. */
const SLOW = 5_000;
const LONGEST_REST = 15 * 60_000;
/** So many subscriptions must be told to come later, one after the other, before it is taken for the whole service. */
const SEVERAL = 3;
/** Hosts that are remembered while nothing is under way there; anybody can invent names of hosts. */
const MOST_HOSTS = 500;

/** Whether a host may get one more request; if not, what to wait for. */
export type Turn =
	| { readonly kind: "go" }
	/** Until one of the requests under way returns. */
	| { readonly kind: "lane" }
	/** Until a moment on the clock: it asked for a rest, or it fails too often. */
	| { readonly kind: "rest"; readonly until: Instant }
	/** So many milliseconds: the pace. */
	| { readonly kind: "pace"; readonly wait: number };

/** Two clocks: the time of day, which tests may hold still, and milliseconds that only ever grow. */
export interface Clocks {
	readonly now: Instant;
	readonly elapsed: number;
}

/** What one answer says of the push service behind it. */
export interface Evidence {
	/** `unknown`: it speaks of this one subscription, and of nothing else. */
	readonly verdict: "well" | "bad" | "throttled" | "unknown";
	/** Something was delivered to this subscription before. Whoever never received anything may be invented. */
	readonly isProven: boolean;
	/** Milliseconds until the answer. */
	readonly took: number;
	/** How long the host rests if this opens its breaker or comes from several, in milliseconds. */
	readonly rest?: number | undefined;
}

interface Answered {
	readonly isWell: boolean;
	readonly isSlow: boolean;
}

interface HostState {
	inFlight: number;
	/** No request before this moment. */
	restUntil: Instant;
	/** The last answers for subscriptions that were delivered to before, and for all others. */
	readonly proven: Answered[];
	readonly unproven: Answered[];
	/** Answers in a row that asked for less. */
	throttled: number;
	/** Its breaker was open: one request at a time until one has been answered. */
	isHalfOpen: boolean;
	readonly pace: Pace;
}

/**
 * Who may send now: lanes, breaker and pace of each push service. One dead host gets at
 * most half the lanes while others have work, and none while its breaker is open, so it
 * delays nobody else. A single subscription never speaks for its whole push service:
 * anybody can invent one, and what it answers is its own affair.
 */
export class PushHosts {
	readonly #hosts = new Map<string, HostState>();
	readonly #lanes: number;
	readonly #bounds: PaceBounds;

	constructor(lanes: number, bounds: PaceBounds = PACE) {
		this.#lanes = lanes;
		this.#bounds = bounds;
	}

	turnOf(host: string, isPaced: boolean, othersHaveWork: boolean, { now, elapsed }: Clocks): Turn {
		const state = this.#of(host);
		// What a clock that was set back left behind is no rest.
		if (state.restUntil > now + LONGEST_REST) state.restUntil = now;
		if (state.restUntil > now) return { kind: "rest", until: state.restUntil };
		const share = othersHaveWork ? Math.ceil(this.#lanes / 2) : this.#lanes;
		if (state.inFlight >= (state.isHalfOpen || isSlow(state) ? 1 : share)) return { kind: "lane" };
		const wait = isPaced ? state.pace.wait(elapsed) : 0;
		return wait === 0 ? { kind: "go" } : { kind: "pace", wait };
	}

	/** Before anything is awaited: what was not counted yet would not be seen by the next turn. */
	begin(host: string, elapsed: number): void {
		const state = this.#of(host);
		state.inFlight++;
		state.pace.take(elapsed);
	}

	end(host: string): void {
		this.#of(host).inFlight--;
	}

	/** Remembers what an answer says. */
	note(host: string, { verdict, isProven, took, rest }: Evidence, { now, elapsed }: Clocks): void {
		if (verdict === "unknown") return;
		const state = this.#of(host);
		const answered = { isWell: verdict !== "bad", isSlow: took > SLOW };
		if (answered.isSlow || verdict === "throttled") state.pace.object(elapsed);
		const memory = isProven ? state.proven : state.unproven;
		memory.push(answered);
		if (memory.length > MEMORY) memory.shift();
		// Those that were delivered to before speak for the host, and the others only where there are none.
		if (!isProven && state.proven.length > 0) return;
		state.throttled = verdict === "throttled" ? state.throttled + 1 : 0;
		const breaks = state.isHalfOpen ? verdict === "bad" : fails(memory);
		if (breaks) open(state);
		else if (verdict !== "bad") state.isHalfOpen = false;
		if (breaks || state.throttled >= SEVERAL) state.restUntil = Math.max(state.restUntil, now + (rest ?? BREAKER_REST));
	}

	#of(host: string): HostState {
		const known = this.#hosts.get(host);
		if (known) return known;
		if (this.#hosts.size >= MOST_HOSTS) this.#forgetIdle();
		const state = {
			inFlight: 0,
			restUntil: 0,
			proven: [],
			unproven: [],
			throttled: 0,
			isHalfOpen: false,
			pace: new Pace(this.#bounds),
		};
		this.#hosts.set(host, state);
		return state;
	}

	#forgetIdle(): void {
		for (const [host, { inFlight }] of this.#hosts) if (inFlight === 0) this.#hosts.delete(host);
	}
}

/** The breaker: what was remembered before it opened says nothing of the time after. */
function open(state: HostState): void {
	state.proven.length = 0;
	state.unproven.length = 0;
	state.isHalfOpen = true;
}

function fails(answers: readonly Answered[]): boolean {
	return answers.length >= MEMORY / 4 && isMost(answers, ({ isWell }) => !isWell);
}

/** Judged by those that were delivered to before, where there are any. */
function isSlow({ proven, unproven }: HostState): boolean {
	const answers = proven.length > 0 ? proven : unproven;
	return answers.length > 0 && isMost(answers.slice(-3), (each) => each.isSlow);
}

function isMost<T>(items: readonly T[], is: (item: T) => boolean): boolean {
	return items.filter(is).length > items.length / 2;
}
