import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { OBJECT_CLASSES } from "../backup/object-classes.ts";
import type { KnownSlice } from "../remind/known-slice.ts";
import { ROOT } from "./paths.ts";
import type { PushHost } from "./push-hosts.ts";
import { type Settings, socketAddress } from "./settings.ts";
import { UNIQUE_KEY } from "./slice-id.ts";

/** From here on workerd implies nodejs_compat; naming the flag beside such a date would abort the start. */
const COMPATIBILITY_DATE = "2026-08-04";

const PACKAGES: Readonly<Record<string, string>> = {
	"linux-x64": "@cloudflare/workerd-linux-64/bin/workerd",
	"linux-arm64": "@cloudflare/workerd-linux-arm64/bin/workerd",
	"darwin-x64": "@cloudflare/workerd-darwin-64/bin/workerd",
	"darwin-arm64": "@cloudflare/workerd-darwin-arm64/bin/workerd",
	"win32-x64": "@cloudflare/workerd-windows-64/bin/workerd.exe",
};

/** The program itself, not the Node script that npm links: no Node runs beside it. */
export function workerdProgram(): string {
	const machine = `${process.platform}-${process.arch}`;
	const name = PACKAGES[machine];
	if (name === undefined) throw new Error(`There is no workerd for ${machine}.`);
	try {
		return createRequire(join(ROOT, "package.json")).resolve(name);
	} catch {
		throw new Error(`workerd for ${machine} is not installed. Run: npm ci`);
	}
}

export interface Folders {
	readonly page: string;
	readonly towns: string;
	/** Where the slices keep their databases. */
	readonly slices: string;
}

export interface Given {
	/** As `parseKeyRing` reads it. */
	readonly vapid: string;
	/** The host's own, see `admin-key.ts`. */
	readonly admin: string;
	/** The launcher's record. */
	readonly known: readonly KnownSlice[];
}

/**
 * The configuration of the one-machine home, beside which `index.js` lies and, where
 * there is one, `push-ca.pem`. Page and towns are read-only folders. Only public
 * addresses can be called, and each allowed push host on its own: an allowed private
 * range would open every port of this machine.
 */
export function makeConfig(
	settings: Settings,
	{ page, towns, slices }: Folders,
	{ vapid, admin, known }: Given,
): string {
	const { pushHosts, pushCa, clock, lanes, slices: count, pace, proxyHeader } = settings.reminders;
	const routes = pushHosts.map(({ origin }, at) => [origin, `PUSH_${at}`] as const);
	const services = [
		`(name = "edge", worker = .edge)`,
		`(name = "page", disk = (path = ${quoted(page)}))`,
		`(name = "towns", disk = (path = ${quoted(towns)}))`,
		`(name = "slices", disk = (path = ${quoted(slices)}, writable = true))`,
		`(name = "objects", disk = (path = ${quoted(slices)}))`,
		`(name = "databases", disk = (path = ${quoted(join(slices, UNIQUE_KEY))}))`,
		`(name = "internet", network = (allow = ["public"], tlsOptions = (trustBrowserCas = true)))`,
		...pushHosts.map((host, at) => `(name = "push-${at}", external = ${externalService(host, pushCa !== undefined)})`),
		...(clock === undefined ? [] : [`(name = "clock", external = (address = ${quoted(clock)}, http = ()))`]),
	];
	const bindings = [
		`(name = "PAGE", service = "page")`,
		`(name = "TOWNS", service = "towns")`,
		...OBJECT_CLASSES.map(({ name, binding }) => `(name = "${binding}", durableObjectNamespace = "${name}")`),
		`(name = "OBJECTS", service = "objects")`,
		`(name = "DATABASES", service = "databases")`,
		`(name = "WATCH", service = (name = "edge", entrypoint = "Watch"))`,
		...routes.map(([, name], at) => `(name = "${name}", service = "push-${at}")`),
		...(clock === undefined ? [] : [`(name = "CLOCK", service = "clock")`]),
		textBinding("TONNENTAG_ORIGINS", settings.origins),
		textBinding("TONNENTAG_VAPID", vapid),
		textBinding("TONNENTAG_ADMIN", admin),
		textBinding("TONNENTAG_KNOWN_SLICES", JSON.stringify(known)),
		textBinding("TONNENTAG_PUSH_ROUTES", JSON.stringify(Object.fromEntries(routes))),
		textBinding("TONNENTAG_LANES", String(lanes)),
		...(pace === undefined ? [] : [textBinding("TONNENTAG_PACE", pace)]),
		textBinding("TONNENTAG_SLICES", String(count ?? 1)),
		textBinding("TONNENTAG_PROXY_HEADER", proxyHeader ?? ""),
	];
	return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    ${services.join(",\n    ")},
  ],
  sockets = [(name = "http", address = ${quoted(socketAddress(settings))}, http = (), service = "edge")],
);

const edge :Workerd.Worker = (
  modules = [(name = "index.js", esModule = embed "index.js")],
  compatibilityDate = "${COMPATIBILITY_DATE}",
  durableObjectNamespaces = [
    ${OBJECT_CLASSES.map(namespaceOf).join(",\n    ")},
  ],
  durableObjectStorage = (localDisk = "slices"),
  bindings = [
    ${bindings.join(",\n    ")},
  ],
);
`;
}

function namespaceOf({ name, uniqueKey }: (typeof OBJECT_CLASSES)[number]): string {
	return `(className = "${name}", uniqueKey = "${uniqueKey}", enableSql = true)`;
}

function textBinding(name: string, text: string): string {
	return `(name = "${name}", text = ${quoted(text)})`;
}

function externalService({ address, isTls, host }: PushHost, hasCa: boolean): string {
	if (!isTls) return `(address = ${quoted(address)}, http = ())`;
	const trusted = hasCa ? `, trustedCertificates = [embed "push-ca.pem"]` : "";
	return `(address = ${quoted(address)}, https = (options = (), certificateHost = ${quoted(host)}, tlsOptions = (trustBrowserCas = true${trusted})))`;
}

/** A string of Cap'n Proto's text form; it has JSON's escapes for quotes and backslashes. */
function quoted(text: string): string {
	return JSON.stringify(text);
}
