import type { TownReading } from "../town/reading.ts";
import type { Routes, Way } from "./push/endpoint.ts";
import type { PaceBounds } from "./push/pace.ts";
import type { KeyRing } from "./push/vapid-keys.ts";

/** All that a slice needs of the world around its tables. */
export interface World {
	readonly sql: SqlStorage;
	/** All or nothing. */
	readonly atomically: <T>(work: () => T) => T;
	/** Octets of the database's files, its log among them; `undefined` where they are not ours. */
	readonly fileBytes: () => Promise<number | undefined>;
	/** The town's dataset as it is served now; `undefined` while it cannot be read. */
	readonly readTown: (town: string) => Promise<TownReading | undefined>;
	readonly keys: KeyRing;
	readonly routes: Routes;
	/** Sends one request; the caller reads no body. */
	readonly send: (way: Way, endpoint: string, request: RequestInit) => Promise<Response>;
	/** Milliseconds that only ever grow. */
	readonly elapsed: () => number;
	/** 0 to 1. */
	readonly luck: () => number;
	readonly lanes: number;
	/** How quickly public push services are approached. */
	readonly pace: PaceBounds;
	/** Told of what happens, in counts: never an endpoint, key, token, place or address. */
	readonly tell: (event: Readonly<Record<string, unknown>>) => void;
}
