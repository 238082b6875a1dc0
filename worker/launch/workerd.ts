import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { ROOT } from "./paths.ts";
import { type Settings, socketAddress } from "./settings.ts";

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
}

/**
 * The configuration of the one-machine home, beside which `index.js` lies. Page and towns
 * are read-only folders. Nothing that is served calls out, so no network is allowed.
 */
export function makeConfig(settings: Settings, { page, towns }: Folders): string {
	return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "edge", worker = .edge),
    (name = "page", disk = (path = ${quoted(page)})),
    (name = "towns", disk = (path = ${quoted(towns)})),
    (name = "internet", network = (allow = [])),
  ],
  sockets = [(name = "http", address = ${quoted(socketAddress(settings))}, http = (), service = "edge")],
);

const edge :Workerd.Worker = (
  modules = [(name = "index.js", esModule = embed "index.js")],
  compatibilityDate = "${COMPATIBILITY_DATE}",
  bindings = [
    (name = "PAGE", service = "page"),
    (name = "TOWNS", service = "towns"),
    (name = "TONNENTAG_ORIGINS", text = ${quoted(settings.origins)}),
  ],
);
`;
}

/** A string of Cap'n Proto's text form; it has JSON's escapes for quotes and backslashes. */
function quoted(text: string): string {
	return JSON.stringify(text);
}
