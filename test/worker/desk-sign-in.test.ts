import { beforeEach, describe, expect, it } from "vitest";
import { DeskClient, invite, ORIGIN, SECRET } from "./desk-client.ts";
import { type DesksInMemory, desksInMemory } from "./desk-in-memory.ts";
import { type EdgeInMemory, edgeInMemory } from "./edge-in-memory.ts";

/** Coming in, staying in and getting out: with links, passkeys and sessions as they are, on a desk in memory. */

const HOUR = 3_600_000;
let now = 0;
let desks: DesksInMemory;
let edge: EdgeInMemory;

beforeEach(async () => {
	now = Date.parse("2026-11-22T11:00:00Z");
	desks = await desksInMemory(() => now);
	edge = edgeInMemory({ origins: ORIGIN, admin: SECRET, desks, clock: () => now });
});

async function signedIn(name = "Anna Amt", role = "clerk"): Promise<DeskClient> {
	const client = new DeskClient(edge.app);
	expect(await client.accept(await invite(edge.app, name, role))).toBe("204");
	return client;
}

const who = (client: DeskClient) => client.outcome("GET", "/session");

describe("an invitation", () => {
	it("says whom it is for, makes a passkey, and signs in; then out, and in again", async () => {
		const link = await invite(edge.app, "Anna Amt", "clerk");
		expect(link).toMatch(/^https:\/\/abfall\.example\/desk\/teststadt#invite=[\w-]{22}$/u);
		const client = new DeskClient(edge.app);
		const token = { invite: new URL(link).hash.replace("#invite=", "") };
		expect(await client.json("POST", "/invitations/read", token)).toEqual({
			name: "Anna Amt",
			role: "clerk",
			town: "teststadt",
			until: "2026-11-23T11:00:00.000Z",
		});
		expect(await client.accept(link)).toBe("204");
		expect(await client.json("GET", "/session")).toEqual({
			person: { id: expect.any(String), name: "Anna Amt", role: "clerk" },
			role: "clerk",
			town: "teststadt",
			until: "2026-11-22T23:00:00.000Z",
		});
		expect(await client.outcome("DELETE", "/session")).toBe("204");
		expect([client.cookie, await who(client)]).toEqual(["", "401 signed_out"]);
		expect(await client.signIn()).toBe("204");
		expect(await who(client)).toBe("200");
	});

	it("works once", async () => {
		const link = await invite(edge.app, "Anna Amt", "clerk");
		expect(await new DeskClient(edge.app).accept(link)).toBe("204");
		expect(await new DeskClient(edge.app).accept(link)).toBe("404");
	});

	it("works once also for two who open it at the same moment", async () => {
		const link = await invite(edge.app, "Anna Amt", "clerk");
		const two = await Promise.all([1, 2].map(() => new DeskClient(edge.app).accept(link)));
		expect(two.sort()).toEqual(["204", "401 passkey_refused"]);
		expect((await (await signedIn("Berta")).json<object[]>("GET", "/people")).length).toBe(2);
	});

	it("works for 24 hours", async () => {
		const [early, late] = [await invite(edge.app, "A", "clerk"), await invite(edge.app, "B", "clerk")];
		now += 24 * HOUR - 1;
		expect(await new DeskClient(edge.app).accept(early)).toBe("204");
		now += 1;
		expect(await new DeskClient(edge.app).accept(late)).toBe("404");
	});

	it("is kept only as a hash, like sessions", async () => {
		const link = await invite(edge.app, "Anna Amt", "clerk");
		const client = await signedIn("Berta");
		const sql = desks.storage("teststadt")?.sql;
		const rows = ["invite", "session"].flatMap((table) => sql?.exec(`SELECT * FROM ${table}`).toArray() ?? []);
		expect(rows).toHaveLength(2);
		for (const secret of [new URL(link).hash.slice(8), client.cookie.split("=")[1]])
			expect(JSON.stringify(rows)).not.toContain(secret);
	});

	it("of one desk opens no other", async () => {
		const link = await invite(edge.app, "Anna Amt", "clerk");
		await invite(edge.app, "Zoe", "clerk", "anderswo");
		expect(await new DeskClient(edge.app, "anderswo").accept(link)).toBe("404");
	});

	it("from a colleague: for clerks and hauliers, never for a host", async () => {
		const clerk = await signedIn();
		for (const role of ["clerk", "haulier"]) {
			const { link } = await clerk.json<{ link: string }>("POST", "/invitations", { name: "Neu", role });
			expect(await new DeskClient(edge.app).accept(link), role).toBe("204");
		}
		expect(await clerk.outcome("POST", "/invitations", { name: "Neu", role: "host" })).toBe("403 not_your_role");
		const haulier = await signedIn("Hans", "haulier");
		expect(await haulier.outcome("POST", "/invitations", { name: "Neu", role: "haulier" })).toBe("403 not_your_role");
	});

	it("brings a second device to the same person", async () => {
		const first = await signedIn();
		const { link } = await first.json<{ link: string }>("POST", "/device-links");
		const second = new DeskClient(edge.app);
		expect(await second.accept(link)).toBe("204");
		const [one, other] = await Promise.all([first, second].map((each) => each.json<object>("GET", "/session")));
		expect(one).toEqual(other);
		expect(await first.json("GET", "/people")).toMatchObject([{ name: "Anna Amt", passkeys: 2 }]);
	});
});

describe("a passkey is refused", () => {
	it.each([
		["from another origin", { origin: "https://abfall.example.evil.example" }],
		["from the same machine by http", { origin: "http://abfall.example" }],
		["for another name", { rpId: "evil.example" }],
		["without finger, face or PIN", { isUnverified: true }],
		["for something else", { type: "payment.get" }],
	])("%s", async (_, twist) => {
		const client = await signedIn();
		expect(await client.signIn(twist)).toBe("401 passkey_refused");
		expect(await new DeskClient(edge.app).accept(await invite(edge.app, "B", "clerk"), twist)).toBe(
			"401 passkey_refused",
		);
	});

	it("that went back in its own count: it was copied", async () => {
		const client = await signedIn();
		expect(await client.signIn({ counter: 50 })).toBe("204");
		expect(await client.signIn({ counter: 50 })).toBe("401 passkey_refused");
	});

	it("that nobody here made", async () => {
		await signedIn();
		expect(await new DeskClient(edge.app).signIn()).toBe("401 passkey_refused");
	});

	it("when its answer comes a second time, late, or to a challenge of something else", async () => {
		const client = await signedIn();
		const ask = () => client.json<{ options: { challenge: string } }>("POST", "/session/options");
		const answer = { response: client.passkey.get((await ask()).options, { counter: 0 }) };
		const again = { response: client.passkey.get((await ask()).options) };
		expect(await client.outcome("POST", "/session", again)).toBe("204");
		expect(await client.outcome("POST", "/session", again)).toBe("401 passkey_refused");
		expect(await client.outcome("POST", "/session", answer)).toBe("401 passkey_refused");
		const { options } = await ask();
		now += 5 * 60_000;
		expect(await client.outcome("POST", "/session", { response: client.passkey.get(options) })).toBe(
			"401 passkey_refused",
		);
		const made = await client.json<{ options: { challenge: string } }>("POST", "/passkeys/options", {});
		expect(await client.outcome("POST", "/session", { response: client.passkey.get(made.options) })).toBe(
			"401 passkey_refused",
		);
		const own = { challenge: Buffer.alloc(56).toString("base64url"), rpId: "abfall.example" };
		expect(await client.outcome("POST", "/session", { response: client.passkey.get(own) })).toBe("401 passkey_refused");
		expect(await client.signIn()).toBe("204");
	});
});

describe("a session", () => {
	it("lives for 12 hours in which nothing is done", async () => {
		const client = await signedIn();
		for (let hour = 0; hour < 30; hour += 10) {
			now += 10 * HOUR;
			expect(await who(client)).toBe("200");
		}
		now += 12 * HOUR;
		expect(await who(client)).toBe("401 signed_out");
	});

	it("has a cookie that no script reads and no other page or host sends", async () => {
		const client = await signedIn();
		const answer = await client.ask("DELETE", "/session");
		expect(answer.headers.get("set-cookie")).toBe(
			"__Host-desk-teststadt=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0",
		);
	});

	it("that was stolen is worth nothing after signing out, here or everywhere", async () => {
		const client = await signedIn();
		const thief = new DeskClient(edge.app);
		thief.cookie = client.cookie;
		expect(await who(thief)).toBe("200");
		await client.ask("DELETE", "/session");
		expect(await who(thief)).toBe("401 signed_out");
		await client.signIn();
		thief.cookie = client.cookie;
		await client.signIn();
		await client.ask("DELETE", "/sessions");
		expect(await who(thief)).toBe("401 signed_out");
	});

	it("of one town is none at another", async () => {
		const client = await signedIn();
		await invite(edge.app, "Zoe", "clerk", "anderswo");
		const other = new DeskClient(edge.app, "anderswo");
		other.cookie = client.cookie.replace("teststadt", "anderswo");
		expect(await who(other)).toBe("401 signed_out");
	});

	it("ends with the person", async () => {
		const [client, colleague] = [await signedIn(), await signedIn("Berta")];
		const people = await client.json<{ id: string; name: string }[]>("GET", "/people");
		const berta = people.find(({ name }) => name === "Berta");
		expect(await client.outcome("DELETE", `/people/${berta?.id}`)).toBe("204");
		expect(await who(colleague)).toBe("401 signed_out");
		expect(await colleague.signIn()).toBe("401 passkey_refused");
		expect(await client.outcome("DELETE", `/people/${berta?.id}`)).toBe("404 unknown_person");
	});

	it("a clerk removes no host", async () => {
		const [clerk, host] = [await signedIn(), await signedIn("Wirt", "host")];
		const { person } = await host.json<{ person: { id: string } }>("GET", "/session");
		expect(await clerk.outcome("DELETE", `/people/${person.id}`)).toBe("404 unknown_person");
		expect(await who(host)).toBe("200");
	});
});

describe("a page of others", () => {
	it.each([
		["another origin", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
		["another host of the same town", { origin: "https://www.abfall.example", "sec-fetch-site": "same-site" }],
		["no origin at all", { "sec-fetch-site": "none" }],
		["a frame without an origin", { origin: "null" }],
		["our origin, but a browser that says it is not", { origin: ORIGIN, "sec-fetch-site": "cross-site" }],
	])("changes nothing: %s", async (_, headers) => {
		const client = await signedIn();
		client.headers = headers as unknown as Record<string, string>;
		for (const [method, path, body] of [
			["POST", "/invitations", { name: "Neu", role: "clerk" }],
			["DELETE", "/session", undefined],
			["POST", "/session/options", undefined],
			["POST", "/passkeys/options", {}],
			["POST", "/editions", new FormData()],
		] as const)
			expect(await client.outcome(method, path, body), path).toBe("403 cross_site");
		client.headers = { origin: ORIGIN };
		expect(await who(client)).toBe("200");
	});
});

describe("whoever guesses", () => {
	it("waits, and nobody else", async () => {
		desks = await desksInMemory(() => now, "x-real-ip");
		edge = edgeInMemory({ origins: ORIGIN, admin: SECRET, desks, clock: () => now });
		const client = await signedIn();
		const read = (ip: string) =>
			client.outcome("POST", "/invitations/read", { invite: "A".repeat(22) }, { "x-real-ip": ip });
		for (let at = 0; at < 20; at++) expect(await read("192.0.2.1")).toBe("404 unknown_invitation");
		expect(await read("192.0.2.1")).toBe("429 too_many_requests");
		expect(await read("192.0.2.2")).toBe("404 unknown_invitation");
		now += 60_000;
		expect(await read("192.0.2.1")).toBe("404 unknown_invitation");
	});

	it("makes no desk where there is none", async () => {
		const stranger = new DeskClient(edge.app, "nirgends");
		expect(await stranger.outcome("POST", "/session/options")).toBe("404 unknown_town");
		expect(await stranger.outcome("POST", "/session", { response: stranger.passkey.get({ challenge: "AA" }) })).toBe(
			"401 passkey_refused",
		);
		stranger.cookie = "__Host-desk-nirgends=AAAA";
		expect(await who(stranger)).toBe("401 signed_out");
		expect(desks.storage("nirgends")).toBeUndefined();
	});
});

describe("the audit trail", () => {
	it("says who did what, and after twelve months the role of who was removed", async () => {
		const clerk = await signedIn();
		const { link } = await clerk.json<{ link: string }>("POST", "/invitations", { name: "Berta", role: "clerk" });
		const berta = new DeskClient(edge.app);
		await berta.accept(link);
		const { person } = await berta.json<{ person: { id: string } }>("GET", "/session");
		now += 1000;
		await clerk.ask("DELETE", `/people/${person.id}`);
		const trail = () => clerk.json<{ what: string; name?: string; role: string; about?: string }[]>("GET", "/audit");
		const told = (entries: Awaited<ReturnType<typeof trail>>) =>
			entries.map(({ what, name = "-", role, about = "-" }) => `${what} ${name} ${role} ${about}`);
		expect(told(await trail())).toEqual([
			"person_removed Anna Amt clerk Berta",
			"passkey_made Berta clerk -",
			"invited Anna Amt clerk Berta",
			"passkey_made Anna Amt clerk -",
			"invited - host Anna Amt",
		]);
		now = Date.parse("2027-11-22T11:00:02Z");
		await clerk.signIn();
		expect(told(await trail()).slice(1, 4)).toEqual([
			"person_removed Anna Amt clerk clerk",
			"passkey_made - clerk -",
			"invited Anna Amt clerk clerk",
		]);
		const people = desks.storage("teststadt")?.sql.exec("SELECT * FROM person").toArray();
		expect(JSON.stringify(people)).not.toContain("Berta");
	});

	it("forgets the name by itself, though nobody reads it", async () => {
		const [clerk, berta] = [await signedIn(), await signedIn("Berta")];
		const { person } = await berta.json<{ person: { id: string } }>("GET", "/session");
		await clerk.ask("DELETE", `/people/${person.id}`);
		const names = () => JSON.stringify(desks.storage("teststadt")?.sql.exec("SELECT name FROM person").toArray());
		const wait = (desks.storage("teststadt")?.alarm ?? 0) - Date.now();
		expect(Math.round(wait / (24 * HOUR))).toBe(365);
		const desk = await desks.desk("teststadt");
		now = Date.parse("2027-11-22T10:59:59Z");
		await desk.alarm();
		expect(names()).toContain("Berta");
		now = Date.parse("2027-11-22T11:00:01Z");
		await desk.alarm();
		expect(names()).not.toContain("Berta");
		expect(names()).toContain("Anna Amt");
	});

	it("comes in pages", async () => {
		const clerk = await signedIn();
		for (let at = 0; at < 60; at++) await clerk.signIn();
		for (let at = 0; at < 60; at++) await clerk.signIn();
		const first = await clerk.json<{ id: number }[]>("GET", "/audit");
		const rest = await clerk.json<{ id: number }[]>("GET", `/audit?before=${first.at(-1)?.id}`);
		expect([first.length, rest.length, new Set([...first, ...rest].map(({ id }) => id)).size]).toEqual([100, 22, 122]);
		expect(await clerk.outcome("GET", "/audit?before=x")).toBe("400 malformed");
	});
});
