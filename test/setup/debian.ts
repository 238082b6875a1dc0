import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";

interface Needed {
	readonly name: string;
	readonly sign: string;
	readonly without: string;
	/** Not every release has it: where it cannot be had, its tests are skipped and say so, except on `CI`. */
	readonly rare?: boolean;
}

/** What the tests need besides npm's packages: a file that shows it is there, and Debian's name for it. */
const NEEDED: readonly Needed[] = [
	{ name: "chromium", sign: "/usr/bin/chromium", without: "the page in a real browser" },
	{ name: "firefox-esr", sign: "/usr/bin/firefox-esr", without: "reminders in Firefox" },
	{ name: "dbus", sign: "/usr/bin/dbus-daemon", without: "reminders in real browsers" },
	{
		name: "libnotify4",
		sign: `/usr/lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu/libnotify.so.4`,
		without: "Firefox's notifications",
	},
	{ name: "openssl", sign: "/usr/bin/openssl", without: "Chromium's push service on loopback" },
	{ name: "poppler-utils", sign: "/usr/bin/pdftotext", without: "the year on paper, read as PDF" },
	{
		name: "webkit2gtk-driver",
		sign: "/usr/bin/WebKitWebDriver",
		without: "choosing and offline in WebKit",
		rare: true,
	},
	{ name: "xvfb", sign: "/usr/bin/Xvfb", without: "choosing and offline in WebKit", rare: true },
	{ name: "gcc", sign: "/usr/bin/gcc", without: "libical's judgement of the feed" },
	{ name: "libical-dev", sign: "/usr/include/libical/ical.h", without: "libical's judgement of the feed" },
	{
		name: "python3-vobject",
		sign: "/usr/lib/python3/dist-packages/vobject",
		without: "vobject's judgement of the feed",
	},
	{
		name: "python3-icalendar",
		sign: "/usr/lib/python3/dist-packages/icalendar",
		without: "icalendar's judgement of the feed",
	},
];

/** Installs what is missing where that is possible; says what will not be tested where it is not. */
export function installFromDebian(): boolean {
	const missing = NEEDED.filter(({ sign }) => !existsSync(sign));
	if (missing.length === 0) return true;
	const names = missing.map(({ name }) => name);
	if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
		console.log(`Not installed: ${names.join(", ")}. Without them these tests are skipped:`);
		for (const { without } of missing) console.log(`  ${without}`);
		console.log(`On Debian and Ubuntu: sudo apt-get install --no-install-recommends ${names.join(" ")}`);
		return !process.env.CI;
	}
	console.log(`Installing ${names.join(", ")} …`);
	const [rare, usual] = [missing.filter((each) => each.rare), missing.filter((each) => !each.rare)];
	if (!apt("update") || !isInstalled(usual)) return false;
	if (isInstalled(rare)) return true;
	for (const { name, without } of rare) console.log(`${name} cannot be had here. Skipped: ${without}`);
	return !process.env.CI;
}

function isInstalled(packages: readonly Needed[]): boolean {
	const names = packages.map(({ name }) => name);
	return names.length === 0 || apt("install", "-y", "--no-install-recommends", ...names);
}

function apt(...words: string[]): boolean {
	const { status } = spawnSync("apt-get", words, {
		stdio: ["ignore", "ignore", "inherit"],
		env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
	});
	return status === 0;
}
