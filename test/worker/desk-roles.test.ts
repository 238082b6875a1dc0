import { beforeAll, describe, expect, it } from "vitest";
import { DeskClient, invite, ORIGIN, SECRET } from "./desk-client.ts";
import { desksInMemory } from "./desk-in-memory.ts";
import { type EdgeInMemory, edgeInMemory } from "./edge-in-memory.ts";

/** Every route of a desk, and who gets in: roles cannot do each other's work. */

/** In the order of the columns below: in, signed out, not for this role. */
const SAID = { y: "in", o: "401", n: "403" } as const;
const CALLERS = ["nobody", "haulier", "clerk", "host", "secret"] as const;
type Caller = (typeof CALLERS)[number];

const NUMBER = ":number{[0-9]{1,9}}";
const TABLE: Readonly<Record<string, string>> = {
	"POST /invitations": "onyyy",
	"POST /invitations/read": "yyyyy",
	"POST /device-links": "oyyyn",
	"POST /passkeys/options": "yyyyy",
	"POST /passkeys": "yyyyy",
	"POST /session/options": "yyyyy",
	"POST /session": "yyyyy",
	"GET /session": "oyyyy",
	"DELETE /session": "oyyyn",
	"DELETE /sessions": "oyyyn",
	"GET /people": "onyyy",
	"DELETE /people/:person": "onyyy",
	"GET /audit": "onyyy",
	"GET /editions": "onyyy",
	"POST /editions": "onyny",
	[`DELETE /editions/${NUMBER}`]: "onyny",
	[`POST /editions/${NUMBER}/publish`]: "onyny",
	"GET /edition": "onyyy",
	"GET /draft": "onyny",
	"PUT /draft": "onyny",
	"DELETE /draft": "onyny",
	"GET /notices": "onyyy",
	"POST /notices": "onyny",
	"DELETE /notices/:notice": "onyny",
	"POST /reach": "onyny",
	"POST /strike": "onyny",
	"GET /figures": "onyyy",
	"GET /plan": "oyyyy",
	"GET /requests": "onyny",
	"GET /requests/days/:day": "oyyny",
	"GET /requests/:code": "onyny",
	"GET /requests/:code/photos/:n": "onyny",
	"POST /requests/:code": "oyyny",
};

const BODIES: Readonly<Record<string, unknown>> = {
	"POST /invitations": { name: "Neu", role: "haulier" },
	"POST /invitations/read": { invite: "A".repeat(22) },
	"POST /passkeys/options": { invite: "A".repeat(22) },
};

let edge: EdgeInMemory;
const clients = new Map<Caller, DeskClient>();

beforeAll(async () => {
	const desks = await desksInMemory(Date.now);
	edge = edgeInMemory({ origins: ORIGIN, admin: SECRET, desks });
	for (const caller of CALLERS) {
		const client = new DeskClient(edge.app);
		clients.set(caller, client);
		if (caller === "secret") client.headers = { authorization: `Bearer ${SECRET}` };
		else if (caller !== "nobody") await client.accept(await invite(edge.app, caller, caller));
	}
});

/** Of the product, not of this table. */
function routes(): string[] {
	const base = "/api/desk/:town";
	const own = edge.app.routes.filter(({ path, method }) => path.startsWith(`${base}/`) && method !== "ALL");
	return [...new Set(own.map(({ method, path }) => `${method} ${path.slice(base.length)}`))];
}

async function outcome(caller: Caller, route: string): Promise<string> {
	const client = clients.get(caller);
	if (!client) throw new Error(caller);
	// Some of them sign out.
	if (client.cookie === "" && ["haulier", "clerk", "host"].includes(caller)) await client.signIn();
	const [method = "", path = ""] = route.replace(NUMBER, "99").replace(/:\w+/u, "x").split(" ");
	const body = BODIES[route];
	const said = await client.outcome(method, path, body ?? (method === "POST" ? {} : undefined));
	// Nobody is kept out by these: they are what a wrong passkey and an unknown link are told.
	return /^40[13] (?!passkey_refused)/u.test(said) ? said.slice(0, 3) : "in";
}

describe("who gets in", () => {
	it("is said here for every route that there is", () => {
		expect(routes().sort()).toEqual(Object.keys(TABLE).sort());
	});

	it.each(Object.entries(TABLE))("%s", async (route, expected) => {
		const found = await Promise.all(CALLERS.map((caller) => outcome(caller, route)));
		const wanted = [...expected].map((letter) => SAID[letter as keyof typeof SAID]);
		expect(Object.fromEntries(CALLERS.map((caller, at) => [caller, found[at]]))).toEqual(
			Object.fromEntries(CALLERS.map((caller, at) => [caller, wanted[at]])),
		);
	});

	it("with a wrong secret nobody, also where everybody may knock", async () => {
		const stranger = new DeskClient(edge.app);
		stranger.headers = { authorization: "Bearer wrong" };
		for (const route of Object.keys(TABLE)) {
			const [method = "", path = ""] = route.replace(NUMBER, "99").replace(/:\w+/u, "x").split(" ");
			expect(await stranger.outcome(method, path), route).toBe("401 unauthorised");
		}
	});

	it("nothing that is answered is kept by a cache", async () => {
		for (const client of clients.values()) {
			const answer = await client.ask("GET", "/session");
			expect(answer.headers.get("cache-control")).toBe("no-store");
		}
	});
});
