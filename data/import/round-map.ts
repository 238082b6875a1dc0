import type { ServiceId } from "../model/service.ts";
import type { RoundKey } from "./round-key.ts";

/** Which round of which service. */
export interface RoundId {
	readonly service: ServiceId;
	readonly key: RoundKey;
}

/** Something of each round of each service. */
export class RoundMap<T> implements Iterable<RoundId & { readonly value: T }> {
	readonly #byService = new Map<ServiceId, Map<RoundKey, T>>();

	get(service: ServiceId, key: RoundKey): T | undefined {
		return this.#byService.get(service)?.get(key);
	}

	has(service: ServiceId, key: RoundKey): boolean {
		return this.#byService.get(service)?.has(key) ?? false;
	}

	set(service: ServiceId, key: RoundKey, value: T): void {
		const own = this.#byService.get(service) ?? new Map<RoundKey, T>();
		this.#byService.set(service, own.set(key, value));
	}

	*[Symbol.iterator](): Generator<RoundId & { readonly value: T }> {
		for (const [service, own] of this.#byService) for (const [key, value] of own) yield { service, key, value };
	}
}

export function groupByRound<T>(items: Iterable<T>, idOf: (item: T) => RoundId): RoundMap<T[]> {
	const groups = new RoundMap<T[]>();
	for (const item of items) {
		const { service, key } = idOf(item);
		const group = groups.get(service, key);
		if (group) group.push(item);
		else groups.set(service, key, [item]);
	}
	return groups;
}

export class RoundSet {
	readonly #known = new RoundMap<true>();

	constructor(rounds: Iterable<RoundId> = []) {
		for (const { service, key } of rounds) this.add(service, key);
	}

	has(service: ServiceId, key: RoundKey): boolean {
		return this.#known.has(service, key);
	}

	/** False: it was there already. */
	add(service: ServiceId, key: RoundKey): boolean {
		if (this.has(service, key)) return false;
		this.#known.set(service, key, true);
		return true;
	}
}
