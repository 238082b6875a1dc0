import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { removeFolder } from "../../remove-folder.ts";
import { freePort } from "../../worker/launch/product.ts";

const DRIVER = "/usr/bin/WebKitWebDriver";
const DISPLAY = "/usr/bin/Xvfb";
const BROWSERS = "/usr/lib/*/webkit*/MiniBrowser";
const PATIENCE = 60_000;

/** What is missing for WebKit on this machine; `undefined` where all is there. */
export function whatIsMissing(): string | undefined {
	if (!existsSync(DRIVER)) return `${DRIVER} (Debian's webkit2gtk-driver)`;
	if (!existsSync(DISPLAY)) return `${DISPLAY} (Debian's xvfb)`;
	return globSync(BROWSERS)[0] === undefined ? `${BROWSERS} (Debian's libwebkit2gtk-4.1-0)` : undefined;
}

/** WebKitGTK's small browser on a display that nobody sees, driven by W3C WebDriver. Its data live as long as it does. */
export class WebKit {
	readonly #home = mkdtempSync(join(tmpdir(), "tonnentag-webkit-"));
	readonly #children: ChildProcess[] = [];
	#session = "";

	static async start(): Promise<WebKit> {
		const webkit = new WebKit();
		await webkit.#start();
		return webkit;
	}

	async #start(): Promise<void> {
		const display = await this.#display();
		const port = await freePort();
		this.#spawn(DRIVER, [`--port=${port}`, "--host=127.0.0.1"], {
			DISPLAY: display,
			HOME: this.#home,
			XDG_CACHE_HOME: this.#home,
			XDG_CONFIG_HOME: this.#home,
			XDG_DATA_HOME: this.#home,
			XDG_RUNTIME_DIR: this.#home,
			GDK_BACKEND: "x11",
			LANG: "de_DE.UTF-8",
			LANGUAGE: "de",
			// Containers have no user namespaces to build the sandbox from; only our own page is opened.
			WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
			LIBGL_ALWAYS_SOFTWARE: "1",
		});
		const address = `http://127.0.0.1:${port}/session`;
		const binary = globSync(BROWSERS)[0];
		const capabilities = {
			alwaysMatch: { browserName: "MiniBrowser", "webkitgtk:browserOptions": { binary, args: ["--automation"] } },
		};
		const { sessionId } = await until("WebKit's driver answers", () =>
			ask<{ sessionId: string }>(address, { capabilities }).catch(() => undefined),
		);
		this.#session = `${address}/${sessionId}`;
	}

	/** `:99`, chosen by the server itself. */
	async #display(): Promise<string> {
		const args = ["-displayfd", "1", "-screen", "0", "800x900x24", "-nolisten", "tcp"];
		const child = this.#spawn(DISPLAY, args, {});
		if (!child.stdout) throw new Error("Xvfb without output");
		const [number] = (await once(child.stdout, "data")) as [Buffer];
		return `:${number.toString().trim()}`;
	}

	#spawn(command: string, args: readonly string[], more: Readonly<Record<string, string>>): ChildProcess {
		const child = spawn(command, args, { env: { ...process.env, ...more }, stdio: ["ignore", "pipe", "ignore"] });
		this.#children.push(child);
		return child;
	}

	async open(address: string): Promise<void> {
		await ask(`${this.#session}/url`, { url: address });
	}

	async reload(): Promise<void> {
		await ask(`${this.#session}/refresh`, {});
	}

	/** Runs the body of a function in the page; what it returns comes back as JSON. */
	run<T>(script: string, ...args: readonly unknown[]): Promise<T> {
		return ask<T>(`${this.#session}/execute/sync`, { script, args });
	}

	/** Waits for an element, through all shadow roots, whose text has `text`. */
	async find(selector: string, text = ""): Promise<string> {
		const found = await until(`${selector} with "${text}"`, () =>
			this.run<Record<string, string> | null>(FIND, selector, text),
		);
		const [element] = Object.values(found);
		return element ?? "";
	}

	/** A view that has just come takes no pointer yet (`web/browser/press-guard.ts`). */
	async click(selector: string, text = ""): Promise<void> {
		await until("a page that takes a pointer", () =>
			this.run<true | null>(`return getComputedStyle(document.body).pointerEvents !== "none" || null;`),
		);
		await ask(`${this.#session}/element/${await this.find(selector, text)}/click`, {});
	}

	async type(selector: string, text: string): Promise<void> {
		await ask(`${this.#session}/element/${await this.find(selector)}/value`, { text });
	}

	async stop(): Promise<void> {
		if (this.#session) await fetch(this.#session, { method: "DELETE" }).catch(() => undefined);
		for (const child of this.#children.reverse()) {
			const ended = once(child, "exit");
			if (child.exitCode === null && child.kill()) await ended;
		}
		await removeFolder(this.#home);
	}
}

async function ask<T>(address: string, body: object): Promise<T> {
	const answer = await fetch(address, { method: "POST", body: JSON.stringify(body) });
	const { value } = (await answer.json()) as { value: T & { error?: string; message?: string } };
	if (!answer.ok) throw new Error(`${address}: ${value.error}: ${value.message}`);
	return value;
}

async function until<T>(what: string, look: () => Promise<T | null | undefined>): Promise<T> {
	for (const began = Date.now(); Date.now() - began < PATIENCE; ) {
		const found = await look();
		if (found !== null && found !== undefined) return found;
		await new Promise((later) => setTimeout(later, 100));
	}
	throw new Error(`WebKit: no ${what}`);
}

/** Written as text, for it runs elsewhere. Nothing while the painted first view stands: what a robot holds of it is gone when it presses it. */
const FIND = `
	const [selector, text] = arguments;
	const search = (root) => {
		for (const element of root.querySelectorAll("*")) {
			const fits = element.matches(selector) && (element.textContent ?? "").replace(/\\s+/g, " ").includes(text);
			if (fits && element.getClientRects().length > 0) return element;
			const inside = element.shadowRoot && search(element.shadowRoot);
			if (inside) return inside;
		}
		return null;
	};
	return document.getElementById("shell") ? null : search(document);
`;
