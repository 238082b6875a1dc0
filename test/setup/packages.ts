import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { ROOT } from "./step.ts";

/** `npm run check`, part `packages`: what is installed is what was locked, and what runs at the install is named. */

/** So old a runtime is said: it stands in the open, and its holes are closed by newer ones. Days. */
const OLD = 60;

/** Packages that run something when they are installed, and what. Without it (`npm ci --ignore-scripts`) the product runs too. */
const INSTALL_SCRIPTS: Readonly<Record<string, string>> = {
	esbuild: "checks the program for this machine, and fetches it where npm left it out (tests and Cloudflare only)",
	usocket: "compiles a socket for D-Bus (through dbus-next; tests of notifications only, they do without)",
	workerd: "the same; the product starts the program by its own path and does without",
};

interface Locked {
	readonly version: string;
	readonly integrity?: string;
	readonly link?: boolean;
	readonly hasInstallScript?: boolean;
}

const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
	packages: Record<string, Locked>;
};
const locked = Object.entries(packages).filter(([path, { link }]) => path !== "" && !link);
const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

const faults = [
	...locked
		.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"))
		.map(([path]) => `${path}: package-lock.json holds no sha512 of it`),
	...locked
		.filter(([path, { hasInstallScript }]) => hasInstallScript && !(nameOf(path) in INSTALL_SCRIPTS))
		.map(([path]) => `${path} runs a script when it is installed: look at it, and name it in test/setup/packages.ts`),
];
for (const fault of faults) console.error(fault);

/** workerd's versions are the days on which they were made: `1.20261117.1`. */
const [, year, month, day] = /^1\.(\d{4})(\d{2})(\d{2})\./u.exec(packages["node_modules/workerd"]?.version ?? "") ?? [];
const age = Math.floor((Date.now() - Date.parse(`${year}-${month}-${day}T00:00:00Z`)) / (24 * 3_600_000));
if (!(age <= OLD))
	console.warn(
		`WARNING workerd is ${age} days old: npm install --save-exact workerd@latest, then npm test (worker/README.md)`,
	);
console.log(
	`packages: ${locked.length} locked by sha512, ${Object.keys(INSTALL_SCRIPTS).length} with an install script, workerd ${age} days old`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
