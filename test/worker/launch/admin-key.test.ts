import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { expect, onTestFinished, test } from "vitest";
import { hostOnly } from "../../../worker/http/host-secret.ts";
import { readAdminKey } from "../../../worker/launch/admin-key.ts";

/** The host's secret: made once, for its owner alone, and asked for without telling anything of it. */

function someFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "tonnentag-admin-"));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	return folder;
}

test("it is made once, for its owner only, and stays", () => {
	const folder = someFolder();
	const key = readAdminKey(folder);
	expect(key).toMatch(/^[\w-]{43}$/u);
	expect(readAdminKey(folder)).toBe(key);
	expect(readAdminKey(someFolder())).not.toBe(key);
	expect(statSync(join(folder, "admin.key")).mode & 0o777).toBe(0o600);
});

test.each(["", "short", "with blanks ".repeat(5), `${"a".repeat(40)}\u0000`])(
	"a file that holds %j refuses the start",
	(text) => {
		const folder = someFolder();
		writeFileSync(join(folder, "admin.key"), text);
		expect(() => readAdminKey(folder)).toThrow("admin.key");
		expect(readFileSync(join(folder, "admin.key"), "utf8")).toBe(text);
	},
);

const SECRET = "S".repeat(43);
const ask = (secret: string | undefined, authorization?: string) =>
	new Hono()
		.get("/", hostOnly(secret), (c) => c.text("inside"))
		.request("/", { headers: { ...(authorization !== undefined && { authorization }) } });

test.each([
	undefined,
	"",
	"Bearer ",
	"Bearer wrong",
	`Bearer ${SECRET}x`,
	`Basic ${SECRET}`,
	`${SECRET}`,
	"Bearer undefined",
])("%j is not let in", async (authorization) => {
	for (const secret of [SECRET, undefined]) {
		const answer = await ask(secret, authorization);
		expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
		expect(await answer.text()).not.toContain("inside");
	}
});

test("the host is let in, and nothing of it is cached", async () => {
	const answer = await ask(SECRET, `Bearer ${SECRET}`);
	expect([answer.status, await answer.text(), answer.headers.get("cache-control")]).toEqual([
		200,
		"inside",
		"no-store",
	]);
});
