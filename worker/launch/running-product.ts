import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ownAddress, type Settings } from "./settings.ts";

/** The product that runs on this machine, or the one at `--url`, as commands of the host ask it. */
export class RunningProduct {
	readonly base: string;
	readonly #secret: string;

	/** Throws with a sentence where the host's secret is not to be found. */
	constructor(settings: Settings, environment: Readonly<Record<string, string | undefined>>, url: string | undefined) {
		this.base = (url ?? ownAddress(settings)).replace(/\/+$/u, "");
		this.#secret = secretOf(settings, environment);
	}

	/** Throws with a sentence when nothing answers or the secret is another; any other answer is the caller's. */
	async ask(path: string, init: RequestInit = {}): Promise<Response> {
		// A connection of its own: while a large town is read nothing else runs here, and one that was kept is closed by then.
		const headers = { ...init.headers, authorization: `Bearer ${this.#secret}`, connection: "close" };
		const answer = await fetch(`${this.base}${path}`, { ...init, headers }).catch((error: unknown) => {
			throw new Error(
				`${this.base} does not answer: ${wordsOf(error)}. Is the product running there? --url names another.`,
			);
		});
		if (answer.status !== 401) return answer;
		throw new Error(
			`${this.base} takes another secret. TONNENTAG_STATE has to be the folder of the product that runs there; for a product elsewhere set TONNENTAG_ADMIN to its secret.`,
		);
	}
}

/** Of the product that is asked: for another one than this machine's, `TONNENTAG_ADMIN` names it. */
function secretOf({ state }: Settings, environment: Readonly<Record<string, string | undefined>>): string {
	const given = environment.TONNENTAG_ADMIN?.trim();
	if (given) return given;
	const path = join(state, "admin.key");
	if (existsSync(path)) return readFileSync(path, "utf8").trim();
	throw new Error(
		`There is no ${path}: start the product once, or set TONNENTAG_STATE to its folder. For a product elsewhere set TONNENTAG_ADMIN to its secret.`,
	);
}

/** What stands behind an error of `fetch` or of a stream, without the name of its class. */
export function wordsOf(error: unknown): string {
	const cause = error instanceof Error ? error.cause : undefined;
	return String((cause instanceof Error ? cause : error) ?? "").replace(/^\w*Error: /u, "");
}
