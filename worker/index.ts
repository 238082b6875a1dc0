import { makeApp } from "./app.ts";
import type { Edge } from "./edge.ts";
import { assetFiles } from "./home/assets.ts";
import { diskFiles } from "./home/disk.ts";
import type { FileHost, Files } from "./home/files.ts";
import { parseOrigins } from "./http/origin.ts";
import { RateLimit } from "./http/rate-limit.ts";
import { type Clock, machineClock, testClock } from "./remind/clock.ts";
import { PACE, parsePace } from "./remind/push/pace.ts";
import { LANES } from "./remind/push/push-hosts.ts";
import { parseKeyRing } from "./remind/push/vapid-keys.ts";
import type { Reminders } from "./remind/reminders.ts";
import type { SliceStub } from "./remind/slice-api.ts";
import { type SliceEnvironment, SliceObject } from "./remind/slice-object.ts";
import { TownShelf } from "./town/shelf.ts";

/** Set by the build: the hash of the sources. */
declare const REVISION: string;

/** What the homes bind: one machine `PAGE` and `TOWNS`, Cloudflare `ASSETS`. */
interface Env {
	readonly PAGE?: FileHost;
	readonly TOWNS?: FileHost;
	readonly ASSETS?: FileHost;
	readonly SLICES: DurableObjectNamespace<Slice>;
	/** One machine: the files of the slices' databases, to be looked at. */
	readonly DATABASES?: Fetcher;
	/** Where tests tell the time. */
	readonly CLOCK?: FileHost;
	readonly TONNENTAG_ORIGINS?: string;
	/** The VAPID keys, a secret; see `remind/push/vapid-keys.ts`. */
	readonly TONNENTAG_VAPID?: string;
	/** Origins of further push services to the names of their bindings, as JSON. */
	readonly TONNENTAG_PUSH_ROUTES?: string;
	readonly TONNENTAG_LANES?: string;
	/** "10-1500": requests a second at which public push services are approached, and at most. */
	readonly TONNENTAG_PACE?: string;
	readonly TONNENTAG_SLICES?: string;
	readonly TONNENTAG_PROXY_HEADER?: string;
}

/** What one isolate keeps between requests: the towns it read, and the routes over them. */
interface Home {
	readonly edge: Edge;
	readonly reminders: Reminders;
	readonly app: ReturnType<typeof makeApp>;
	readonly clock: Clock;
	/** A test's time, read anew for each request. */
	readonly hold: (instant: number) => void;
}

let home: Home | undefined;

export default {
	async fetch(request: Request, env: Env): Promise<Response> {
		home ??= makeHome(env);
		if (home.clock.isForTests) home.hold(await home.clock.read());
		return home.app.fetch(request);
	},
};

/** One slice of a town's reminders. */
export class Slice extends SliceObject<Env> {
	protected override lend(env: Env): SliceEnvironment {
		home ??= makeHome(env);
		const { edge, reminders, clock } = home;
		return {
			readTown: async (town) => {
				const state = await edge.towns.find(town);
				return state?.kind === "ready" ? state.reading : undefined;
			},
			keys: reminders.keys,
			routes: reminders.routes,
			send: ({ route }, endpoint, init) =>
				route === undefined ? fetch(endpoint, init) : hostNamed(env, route).fetch(endpoint, init),
			elapsed: () => performance.now(),
			luck: Math.random,
			lanes: Number(env.TONNENTAG_LANES ?? LANES),
			pace: parsePace(env.TONNENTAG_PACE ?? "") ?? PACE,
			tell,
			clock,
			isGuarded: env.DATABASES !== undefined,
		};
	}
}

function makeHome(env: Env): Home {
	const { page, towns } = filesOf(env);
	const elapsed = () => performance.now();
	const clock = env.CLOCK ? testClock(env.CLOCK) : machineClock(Date.now);
	let held = 0;
	let travelled = 0;
	// A test that lets hours pass in a moment lets them pass for everything that waits.
	const waited = () => elapsed() + travelled;
	const edge: Edge = {
		page,
		towns: new TownShelf(towns, waited, tell),
		origins: parseOrigins(env.TONNENTAG_ORIGINS ?? ""),
		now: clock.isForTests ? () => held : Date.now,
		revision: REVISION,
		tell,
	};
	const reminders: Reminders = {
		edge,
		keys: parseKeyRing(env.TONNENTAG_VAPID ?? ""),
		routes: new Map(Object.entries(JSON.parse(env.TONNENTAG_PUSH_ROUTES ?? "{}") as Record<string, string>)),
		slices: Number(env.TONNENTAG_SLICES ?? 1),
		rateLimit: new RateLimit(waited, env.TONNENTAG_PROXY_HEADER || undefined),
		clock,
		slice: (town, slice) => env.SLICES.getByName(`${town}/${slice}`) as unknown as SliceStub,
		isKept: (town, slice) => isKept(env, `${town}/${slice}`),
	};
	const hold = (instant: number) => {
		if (held > 0) travelled += Math.abs(instant - held);
		held = instant;
	};
	return { edge, reminders, app: makeApp(edge, reminders), clock, hold };
}

/** On one machine by its file, which the first question would make. On Cloudflare a slice that keeps nothing is none. */
async function isKept({ SLICES, DATABASES }: Env, name: string): Promise<boolean> {
	if (!DATABASES) return true;
	const answer = await DATABASES.fetch(`http://disk/${SLICES.idFromName(name)}.sqlite`, { method: "HEAD" });
	return answer.ok;
}

/** A service that was bound for one push host. */
function hostNamed(env: Env, name: string): Fetcher {
	const host = (env as unknown as Record<string, Fetcher | undefined>)[name];
	if (!host) throw new Error(`no binding ${name}`);
	return host;
}

function filesOf({ PAGE, TOWNS, ASSETS }: Env): { page: Files; towns: Files } {
	if (PAGE && TOWNS) return { page: diskFiles(PAGE), towns: diskFiles(TOWNS) };
	if (ASSETS) return { page: assetFiles(ASSETS, "page"), towns: assetFiles(ASSETS, "towns") };
	throw new Error("no home: neither PAGE and TOWNS nor ASSETS are bound");
}

/** The log: one line of JSON each, and nothing of any person. */
function tell(event: object): void {
	console.log(JSON.stringify(event));
}
