import { WorkerEntrypoint } from "cloudflare:workers";
import type { ReachAsked } from "../data/model/desk.ts";
import type { TownId } from "../data/model/town.ts";
import type { Instant } from "../data/model/zone.ts";
import { makeApp } from "./app.ts";
import { keptObjects, type ObjectSpace, type Spaces } from "./backup/kept-objects.ts";
import { ALL } from "./backup/object-classes.ts";
import type { Keeper } from "./backup/route.ts";
import type { DeskRegistryStub, DeskStub } from "./desk/desk-api.ts";
import { type DeskEnvironment, DeskObject } from "./desk/desk-object.ts";
import { DeskRegistryObject } from "./desk/desk-registry.ts";
import { unpack } from "./desk/unpack.ts";
import type { Edge } from "./edge.ts";
import { HealthLog } from "./health/health-log.ts";
import { healthOf } from "./health/look.ts";
import { QuietLog } from "./health/quiet-log.ts";
import { assetFiles } from "./home/assets.ts";
import { diskFiles } from "./home/disk.ts";
import type { FileHost, HomeFiles } from "./home/files.ts";
import { Attempts } from "./http/attempts.ts";
import { parseOrigins } from "./http/origin.ts";
import { tooMany } from "./http/problem.ts";
import { RateLimit } from "./http/rate-limit.ts";
import { Turns } from "./http/turns.ts";
import { type Clock, machineClock, testClock } from "./remind/clock.ts";
import type { KnownSlice } from "./remind/known-slice.ts";
import { Layouts, type SliceRegistryStub } from "./remind/layout.ts";
import { settleAll } from "./remind/moving/settle-all.ts";
import { PACE, parsePace } from "./remind/push/pace.ts";
import { LANES } from "./remind/push/push-hosts.ts";
import { parseKeyRing } from "./remind/push/vapid-keys.ts";
import { figuresOf, lookAfter, type Reminders } from "./remind/reminders.ts";
import type { SliceStub } from "./remind/slice-api.ts";
import type { SliceEnvironment } from "./remind/slice-environment.ts";
import { SliceObject } from "./remind/slice-object.ts";
import { SliceRegistryObject } from "./remind/slice-registry.ts";
import { Wakeups } from "./remind/wakeups.ts";
import type { RequestsStub } from "./requests/request-api.ts";
import { NoticeShelf } from "./town/notice-shelf.ts";
import { type PublishedEditions, TownShelf } from "./town/shelf.ts";

/** Set by the build: the hash of the sources. */
declare const REVISION: string;

/** What the homes bind: one machine `PAGE` and `TOWNS`, Cloudflare `ASSETS`. */
interface Env {
	readonly PAGE?: FileHost;
	readonly TOWNS?: FileHost;
	readonly ASSETS?: FileHost;
	readonly SLICES: DurableObjectNamespace<Slice>;
	readonly DESKS: DurableObjectNamespace<Desk>;
	readonly DESK_REGISTRY: DurableObjectNamespace<DeskRegistry>;
	readonly SLICE_REGISTRY: DurableObjectNamespace<SliceRegistry>;
	/** One machine: the files of the slices' databases, to be looked at. */
	readonly DATABASES?: Fetcher;
	/** One machine: the folders of all databases, by `uniqueKey`. */
	readonly OBJECTS?: FileHost;
	/** One machine: `Watch` of this same worker. */
	readonly WATCH?: { look(round: number): Promise<void> };
	/** Where tests tell the time. */
	readonly CLOCK?: FileHost;
	readonly TONNENTAG_ORIGINS?: string;
	/** The VAPID keys, a secret; see `remind/push/vapid-keys.ts`. */
	readonly TONNENTAG_VAPID?: string;
	/** The host's secret; see `http/host-secret.ts`. */
	readonly TONNENTAG_ADMIN?: string;
	/** Origins of further push services to the names of their bindings, as JSON. */
	readonly TONNENTAG_PUSH_ROUTES?: string;
	readonly TONNENTAG_LANES?: string;
	/** "10-1500": requests a second at which public push services are approached, and at most. */
	readonly TONNENTAG_PACE?: string;
	readonly TONNENTAG_SLICES?: string;
	readonly TONNENTAG_PROXY_HEADER?: string;
	/** One machine: what the launcher knows of the slices there were, as JSON. */
	readonly TONNENTAG_KNOWN_SLICES?: string;
}

/** What one isolate keeps between requests: the towns it read, and the routes over them. */
interface Home {
	readonly edge: Edge;
	readonly reminders: Reminders;
	readonly app: ReturnType<typeof makeApp>;
	readonly clock: Clock;
	readonly healthLog: HealthLog;
	readonly turns: Turns;
}

let home: Home | undefined;

/** One machine: how often the slices are looked after, and after how long nobody does any more, in milliseconds. */
const LOOK_EVERY = 5000;
const LOST_AFTER = 60_000;

/** One machine: how often our health is looked at where nobody asks for it, in milliseconds. */
const STOCK_EVERY = 300_000;

/** The round that looks after the slices, of which only the latest goes on, and when it last did. */
const watch = { round: 0, lookedAt: Number.NEGATIVE_INFINITY, stockedAt: 0 };

/**
 * Looks after the slices for as long as the process lives: outside of any object, because a disk that
 * refuses to write ends those. A worker has no timers of its own, so each look calls the next one.
 */
export class Watch extends WorkerEntrypoint<Env> {
	async look(round: number): Promise<void> {
		if (round !== watch.round) return;
		watch.lookedAt = performance.now();
		home ??= makeHome(this.env);
		this.ctx.waitUntil(lookAfter(home.reminders, Date.now()));
		this.ctx.waitUntil(settleAll(home.reminders).catch(() => undefined));
		if (watch.lookedAt - watch.stockedAt >= STOCK_EVERY) this.ctx.waitUntil(takeOwnStock(home));
		this.ctx.waitUntil(scheduler.wait(LOOK_EVERY).then(() => this.env.WATCH?.look(round)));
	}
}

/** What anybody could ask `/healthz`, also where nobody does: so that the log says it, and what sleeps is woken. */
async function takeOwnStock({ edge, reminders, healthLog }: Home): Promise<void> {
	watch.stockedAt = watch.lookedAt;
	const health = await healthOf(edge, reminders, (stub) => stub.inspect());
	healthLog.note(health);
	const isAsleep = health.slices.some(({ state }) => state === "unarmed" || state === "asleep");
	if (isAsleep) await healthOf(edge, reminders, (stub) => stub.rearm());
}

/** With the first request, which the launcher makes at each start; and again should a round ever break off. */
function keepWatching({ WATCH }: Env, context: ExecutionContext): void {
	if (!WATCH || performance.now() - watch.lookedAt < LOST_AFTER) return;
	watch.lookedAt = performance.now();
	context.waitUntil(WATCH.look(++watch.round));
}

export default {
	async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
		home ??= makeHome(env);
		keepWatching(env, context);
		// What a request asks for is told by the time that the test's clock has now.
		if (home.clock.isForTests) await home.clock.read();
		const isTaken = await home.turns.take(request, (milliseconds) => scheduler.wait(milliseconds));
		if (!isTaken) return tooMany(10);
		return home.app.fetch(request);
	},
};

/** One slice of a town's reminders. */
export class Slice extends SliceObject<Env> {
	protected override lend(env: Env): SliceEnvironment {
		home ??= makeHome(env);
		const { edge, reminders, clock, turns } = home;
		return {
			readTown: async (town) => {
				const state = await edge.towns.find(town);
				return state?.kind === "ready" ? state.reading : undefined;
			},
			keys: reminders.keys,
			routes: reminders.routes,
			send: ({ route }, endpoint, init) => {
				turns.noteSent();
				return route === undefined ? fetch(endpoint, init) : hostNamed(env, route).fetch(endpoint, init);
			},
			elapsed: () => performance.now(),
			luck: Math.random,
			lanes: Number(env.TONNENTAG_LANES ?? LANES),
			pace: parsePace(env.TONNENTAG_PACE ?? "") ?? PACE,
			tell,
			clock,
			fileBytes: (id) => fileBytes(env, id),
			isGuarded: env.DATABASES !== undefined,
			wakeups: reminders.wakeups,
			layout: () => reminders.layouts.now(),
			unknownSpan: () => reminders.layouts.registry().unknownSpan(),
			slice: reminders.slice,
		};
	}
}

/** The desk of one town: its editions, its people, and the requests of its households. */
export class Desk extends DeskObject<Env> {
	protected override lend(env: Env): DeskEnvironment {
		home ??= makeHome(env);
		const { clock } = home;
		return { registry: registryOf(env), now: () => clock.read() };
	}
}

/** Which towns have published at their desks. */
export class DeskRegistry extends DeskRegistryObject<Env> {}

/** How many slices the towns have. */
export class SliceRegistry extends SliceRegistryObject<Env> {
	protected override now(): Promise<Instant> {
		home ??= makeHome(this.env);
		return home.clock.read();
	}
}

function makeHome(env: Env): Home {
	const { page, towns } = filesOf(env);
	const elapsed = () => performance.now();
	const healthLog = new HealthLog(tell);
	let held = 0;
	let travelled = 0;
	const hold = (instant: number) => {
		if (held > 0) travelled += Math.abs(instant - held);
		held = instant;
	};
	const clock = env.CLOCK ? testClock(env.CLOCK, hold) : machineClock(Date.now);
	// A test that lets hours pass in a moment lets them pass for everything that waits.
	const waited = () => elapsed() + travelled;
	const noticesOf = async (town: TownId) => ((await registryOf(env).isOpen(town)) ? deskOf(env, town).notices() : []);
	const edge: Edge = {
		notices: new NoticeShelf(noticesOf, waited),
		page,
		towns: new TownShelf({ files: towns, editions: editionsOf(env) }, waited, tell),
		origins: parseOrigins(env.TONNENTAG_ORIGINS ?? ""),
		now: clock.isForTests ? () => held : Date.now,
		revision: REVISION,
		admin: env.TONNENTAG_ADMIN || undefined,
		tell,
	};
	const reminders: Reminders = {
		edge,
		keys: parseKeyRing(env.TONNENTAG_VAPID ?? ""),
		routes: new Map(Object.entries(JSON.parse(env.TONNENTAG_PUSH_ROUTES ?? "{}") as Record<string, string>)),
		layouts: new Layouts(() => sliceRegistryOf(env), Number(env.TONNENTAG_SLICES ?? 1), elapsed),
		wait: (milliseconds) => scheduler.wait(milliseconds),
		rateLimit: new RateLimit(waited, env.TONNENTAG_PROXY_HEADER || undefined),
		clock,
		slice: (town, slice) => env.SLICES.getByName(`${town}/${slice}`) as unknown as SliceStub,
		sliceWithId: (id) => env.SLICES.get(env.SLICES.idFromString(id)) as unknown as SliceStub,
		wakeups: new Wakeups(Date.now()),
		isKept: (town, slice) => isKept(env, `${town}/${slice}`),
		known: JSON.parse(env.TONNENTAG_KNOWN_SLICES ?? "[]") as KnownSlice[],
	};
	const desks = {
		edge,
		desk: (town: TownId) => deskOf(env, town),
		registry: () => registryOf(env),
		attempts: new Attempts(waited, env.TONNENTAG_PROXY_HEADER || undefined),
		figures: (town: TownId, asked: ReachAsked) => figuresOf(reminders, town, asked),
	};
	const requests = {
		edge,
		rateLimit: reminders.rateLimit,
		requests: (town: TownId) => env.DESKS.getByName(town) as unknown as RequestsStub,
	};
	const keeper = makeKeeper(env, edge, reminders);
	const app = makeApp(edge, { reminders, desks, requests, keeper, note: (health) => healthLog.note(health) });
	const turns = new Turns(elapsed, env.TONNENTAG_PROXY_HEADER || undefined);
	return { edge, reminders, app, clock, healthLog, turns };
}

function deskOf({ DESKS }: Env, town: TownId): DeskStub {
	return DESKS.getByName(town) as unknown as DeskStub;
}

function registryOf({ DESK_REGISTRY }: Env): DeskRegistryStub {
	return DESK_REGISTRY.getByName(ALL) as unknown as DeskRegistryStub;
}

function sliceRegistryOf({ SLICE_REGISTRY }: Env): SliceRegistryStub {
	return SLICE_REGISTRY.getByName(ALL) as unknown as SliceRegistryStub;
}

function editionsOf(env: Env): PublishedEditions {
	return {
		published: () => registryOf(env).published(),
		async dataset(town, hash) {
			const gzip = await deskOf(env, town).dataset(hash);
			return gzip && unpack(gzip);
		},
	};
}

/** Each class of object by the namespace that is bound for it, and the names that there can be where nothing lists them. */
function makeKeeper(env: Env, { towns }: Edge, { layouts }: Reminders): Keeper {
	const all = async () => [...(await towns.all()).keys()];
	const spaces: Spaces = {
		Slice: {
			space: env.SLICES as unknown as ObjectSpace,
			names: async () => sliceNames(await all(), layouts.last.most),
		},
		Desk: { space: env.DESKS as unknown as ObjectSpace, names: () => registryOf(env).desks() },
		DeskRegistry: { space: env.DESK_REGISTRY as unknown as ObjectSpace, names: async () => [ALL] },
		SliceRegistry: { space: env.SLICE_REGISTRY as unknown as ObjectSpace, names: async () => [ALL] },
	};
	const files = (slices: number) => ({
		"vapid.json": env.TONNENTAG_VAPID,
		"admin.key": env.TONNENTAG_ADMIN,
		"slice-count": String(slices),
	});
	return { files, objects: () => keptObjects(spaces, env.OBJECTS), layout: () => layouts.fresh() };
}

function sliceNames(towns: readonly string[], slices: number): string[] {
	return towns.flatMap((town) => Array.from({ length: slices }, (_, slice) => `${town}/${slice}`));
}

/** On one machine by its file, which the first question would make. On Cloudflare a slice that keeps nothing is none. */
async function isKept({ SLICES, DATABASES }: Env, name: string): Promise<boolean> {
	if (!DATABASES) return true;
	const answer = await DATABASES.fetch(`http://disk/${SLICES.idFromName(name)}.sqlite`, { method: "HEAD" });
	return answer.ok;
}

async function fileBytes({ DATABASES }: Env, id: string): Promise<number | undefined> {
	if (!DATABASES) return undefined;
	const sizes = ["sqlite", "sqlite-wal"].map(async (kind) => {
		const { ok, headers } = await DATABASES.fetch(`http://disk/${id}.${kind}`, { method: "HEAD" });
		return ok ? Number(headers.get("content-length")) : 0;
	});
	return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** A service that was bound for one push host. */
function hostNamed(env: Env, name: string): Fetcher {
	const host = (env as unknown as Record<string, Fetcher | undefined>)[name];
	if (!host) throw new Error(`no binding ${name}`);
	return host;
}

function filesOf({ PAGE, TOWNS, ASSETS }: Env): { page: HomeFiles; towns: HomeFiles } {
	if (PAGE && TOWNS) return { page: diskFiles(PAGE), towns: diskFiles(TOWNS) };
	if (ASSETS) return { page: assetFiles(ASSETS, "page"), towns: assetFiles(ASSETS, "towns") };
	throw new Error("no home: neither PAGE and TOWNS nor ASSETS are bound");
}

/** The log: one line of JSON each, and nothing of any person. */
function tell(event: object): void {
	log.tell({ ...event });
}

const log = new QuietLog(
	(line) => console.log(line),
	() => performance.now(),
);
