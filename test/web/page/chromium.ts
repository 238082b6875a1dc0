import process from "node:process";
import { type Browser, chromium } from "playwright-core";

/** Debian's Chromium, with a home of its own. */
export function launchChromium(home: string): Promise<Browser> {
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
		args: [
			"--no-sandbox",
			"--disable-gpu",
			"--no-first-run",
			"--disable-background-networking",
			"--disable-component-update",
			"--disable-sync",
		],
		env: { ...process.env, HOME: home },
	});
}
