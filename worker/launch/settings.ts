import { isAbsolute, join } from "node:path";
import { parseOrigins } from "../http/origin.ts";
import { MOST_SLICES } from "../remind/layout.ts";
import { PACE, parsePace } from "../remind/push/pace.ts";
import { ROOT } from "./paths.ts";
import { type PushHost, parseHttpAddress, parsePushHosts } from "./push-hosts.ts";

/** What the environment says, read and found lawful. */
export interface Settings {
	readonly host: string;
	readonly port: number;
	/** Absolute folders. */
	readonly state: string;
	readonly towns: string;
	/** As `parseOrigins` reads it. */
	readonly origins: string;
	readonly reminders: ReminderSettings;
}

export interface ReminderSettings {
	/** Requests at once per slice. */
	readonly lanes: number;
	/** Slices per town with the first start; `undefined`: 1. `npm run slices` changes them. */
	readonly slices: number | undefined;
	readonly pushHosts: readonly PushHost[];
	/** Requests a second at which public push services are approached, and at most: "10-1500". */
	readonly pace: string | undefined;
	/** A PEM file with a further certificate authority for them. */
	readonly pushCa: string | undefined;
	/** `host:port` where tests tell the time. */
	readonly clock: string | undefined;
	/** The header in which a trusted proxy names the client. */
	readonly proxyHeader: string | undefined;
}

/** Throws with a sentence for people. Relative folders count from where the command was given. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>, cwd: string): Settings {
	const given = (name: string) => environment[name]?.trim() || undefined;
	const folder = (name: string, usual: string) => {
		const path = given(name);
		if (path === undefined) return join(ROOT, usual);
		return isAbsolute(path) ? path : join(cwd, path);
	};
	const [host, port] = [given("HOST") ?? "127.0.0.1", parsePort(given("PORT") ?? "8787")];
	const origins = given("TONNENTAG_ORIGINS") ?? addressOf({ host, port });
	parseOrigins(origins);
	return {
		host,
		port,
		state: folder("TONNENTAG_STATE", ".tonnentag"),
		towns: folder("TONNENTAG_TOWNS", "data/towns"),
		origins,
		reminders: readReminderSettings(given),
	};
}

const MOST_LANES = 64;

function readReminderSettings(given: (name: string) => string | undefined): ReminderSettings {
	const count = (name: string, usual: string, most: number) => {
		const number = Number(given(name) ?? usual);
		if (!Number.isInteger(number) || number < 1 || number > most)
			throw new Error(`${name}: not a number from 1 to ${most}`);
		return number;
	};
	const clock = given("TONNENTAG_CLOCK");
	return {
		lanes: count("TONNENTAG_LANES", "6", MOST_LANES),
		slices: given("TONNENTAG_SLICES") === undefined ? undefined : count("TONNENTAG_SLICES", "1", MOST_SLICES),
		pushHosts: parsePushHosts(given("TONNENTAG_PUSH_HOSTS") ?? ""),
		pace: readPace(given("TONNENTAG_PACE")),
		pushCa: given("TONNENTAG_PUSH_CA"),
		clock: clock === undefined ? undefined : parseHttpAddress("TONNENTAG_CLOCK", clock),
		proxyHeader: given("TONNENTAG_PROXY_HEADER"),
	};
}

function readPace(text: string | undefined): string | undefined {
	if (text !== undefined && !parsePace(text))
		throw new Error(`TONNENTAG_PACE: not two whole numbers such as ${PACE.from}-${PACE.to}: ${text}`);
	return text;
}

function parsePort(text: string): number {
	const port = Number(text);
	if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error(`PORT: not a port: ${text}`);
	return port;
}

/** `127.0.0.1:8787`, `[::1]:8787` */
export function socketAddress({ host, port }: Pick<Settings, "host" | "port">): string {
	return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

export function addressOf(settings: Pick<Settings, "host" | "port">): string {
	return `http://${socketAddress(settings)}`;
}

/** Where this machine itself reaches it, also where it listens on every address. */
export function ownAddress({ host, port }: Pick<Settings, "host" | "port">): string {
	const isAnywhere = host === "0.0.0.0" || host === "::";
	return addressOf({ host: isAnywhere ? "127.0.0.1" : host, port });
}
