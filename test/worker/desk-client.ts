import type { Hono } from "hono";
import { SoftPasskey, type Twist } from "./soft-passkey.ts";

export const ORIGIN = "https://abfall.example";
export const SECRET = "s".repeat(43);

/** A browser at a town's desk: it keeps the cookie that it is given, and says where it asks from. */
export class DeskClient {
	readonly passkey = new SoftPasskey(ORIGIN);
	readonly #app: Hono;
	readonly #town: string;
	/** `name=value`; empty: signed out. */
	cookie = "";
	headers: Record<string, string> = { origin: ORIGIN, "sec-fetch-site": "same-origin" };

	constructor(app: Hono, town = "teststadt") {
		this.#app = app;
		this.#town = town;
	}

	async ask(method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<Response> {
		const isForm = body instanceof FormData;
		const init = {
			method,
			headers: {
				...this.headers,
				...(this.cookie !== "" && { cookie: this.cookie }),
				...(body !== undefined && !isForm && { "content-type": "application/json" }),
				...more,
			},
			...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
		};
		const answer = await this.#app.request(`${ORIGIN}/api/desk/${this.#town}${path}`, init);
		const set = answer.headers.get("set-cookie")?.split(";")[0];
		if (set !== undefined) this.cookie = set.endsWith("=") ? "" : set;
		return answer;
	}

	async json<T>(method: string, path: string, body?: unknown): Promise<T> {
		return (await this.ask(method, path, body)).json() as Promise<T>;
	}

	/** `201 ok`, `403 cross_site`: the status and the code of a problem. */
	async outcome(method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<string> {
		const answer = await this.ask(method, path, body, more);
		const text = await answer.text();
		const { code = "" } = (text.startsWith("{") ? JSON.parse(text) : {}) as { code?: string };
		return `${answer.status} ${code}`.trim();
	}

	/** A link that was given to somebody: makes the passkey, and is signed in by it. */
	async accept(link: string, twist?: Twist): Promise<string> {
		const invite = new URL(link).hash.replace("#invite=", "");
		const asked = await this.ask("POST", "/passkeys/options", { invite });
		if (!asked.ok) return `${asked.status}`;
		const { options } = (await asked.json()) as { options: { challenge: string } };
		return this.outcome("POST", "/passkeys", { invite, response: this.passkey.create(options, twist) });
	}

	async signIn(twist?: Twist): Promise<string> {
		const { options } = await this.json<{ options: { challenge: string } }>("POST", "/session/options");
		return this.outcome("POST", "/session", { response: this.passkey.get(options, twist) });
	}
}

/** The host invites with its secret, as `npm run invite` does. */
export async function invite(app: Hono, name: string, role: string, town = "teststadt"): Promise<string> {
	const answer = await app.request(`${ORIGIN}/api/desk/${town}/invitations`, {
		method: "POST",
		headers: { authorization: `Bearer ${SECRET}`, "content-type": "application/json" },
		body: JSON.stringify({ name, role }),
	});
	return ((await answer.json()) as { link: string }).link;
}
