import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SoftPasskey } from "../soft-passkey.ts";
import { Product } from "./product.ts";

/** The product's own desk in workerd: from `npm run invite` to a session that outlives the process and is in the backup. */

const ROOT = join(import.meta.dirname, "..", "..", "..");
const TOWN = "musterstadt";
const product = new Product();
let passkey: SoftPasskey;
let cookie = "";
let port = "";

beforeAll(async () => {
	mkdirSync(product.towns, { recursive: true });
	cpSync(join(ROOT, "data/towns", TOWN), join(product.towns, TOWN), { recursive: true });
	await product.start();
	port = new URL(product.address).port;
	passkey = new SoftPasskey(`http://localhost:${port}`);
});
afterAll(() => product.remove());

function command(script: string, ...given: string[]): Promise<{ code: number; out: string; err: string }> {
	const parameters = [join(ROOT, "worker/launch/run.mjs"), join(ROOT, "worker/launch", script), ...given];
	const env = { ...process.env, TONNENTAG_STATE: product.state, PORT: port };
	return new Promise((resolve) => {
		execFile(process.execPath, parameters, { env }, (error, out, err) =>
			resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, out, err }),
		);
	});
}

async function ask(method: string, path: string, body?: unknown): Promise<Response> {
	const answer = await fetch(`${product.address}/api/desk/${TOWN}${path}`, {
		method,
		headers: { origin: `http://localhost:${port}`, cookie, "content-type": "application/json" },
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	const set = answer.headers.get("set-cookie")?.split(";")[0];
	if (set !== undefined) cookie = set.endsWith("=") ? "" : set;
	return answer;
}

const optionsOf = async (path: string, body?: unknown) =>
	((await (await ask("POST", path, body)).json()) as { options: { challenge: string; rpId?: string } }).options;

const signIn = async () => {
	const options = await optionsOf("/session/options");
	return (await ask("POST", "/session", { response: passkey.get(options) })).status;
};

describe("the desk of the product that runs", () => {
	it("is opened by one link of `invite`, at a name and not at numbers", async () => {
		const { code, out, err } = await command("invite.ts", TOWN, "--name", "Anna Amt");
		expect([code, err]).toEqual([0, expect.stringContaining("Anna Amt")]);
		expect(out).toMatch(new RegExp(`^http://localhost:${port}/desk/${TOWN}#invite=[\\w-]{22}\\n$`, "u"));
		const invite = new URL(out.trim()).hash.replace("#invite=", "");
		const options = await optionsOf("/passkeys/options", { invite });
		expect(options).toMatchObject({ rp: { id: "localhost" } });
		const response = passkey.create(options);
		expect((await ask("POST", "/passkeys", { invite, response })).status).toBe(204);
		expect((await ask("GET", "/session")).status).toBe(200);
		expect((await ask("POST", "/passkeys", { invite, response })).status).toBe(401);
	});

	it("lets out, and in again by the passkey", async () => {
		expect((await ask("DELETE", "/session")).status).toBe(204);
		expect((await ask("GET", "/session")).status).toBe(401);
		expect(await signIn()).toBe(204);
	});

	it("refuses usage that is none, and a town that cannot be", async () => {
		expect((await command("invite.ts", TOWN)).code).toBe(2);
		expect((await command("invite.ts", TOWN, "--name", "A", "--role", "boss")).code).toBe(2);
		expect((await command("invite.ts", "api", "--name", "A")).code).toBe(1);
	});

	it("keeps session and trail when the process is killed, and in the backup", async () => {
		await product.stop("SIGKILL");
		await product.start({ PORT: port });
		expect((await ask("GET", "/session")).status).toBe(200);
		const [file, state] = [join(product.folder, "backup"), join(product.folder, "put-back")];
		expect(await command("backup.ts", file)).toMatchObject({ code: 0 });
		await product.stop();
		expect(await command("restore.ts", file, "--into", state)).toMatchObject({ code: 0 });
		await product.start({ PORT: port, TONNENTAG_STATE: state });
		expect((await ask("GET", "/session")).status).toBe(200);
		expect(await signIn()).toBe(204);
		const trail = (await (await ask("GET", "/audit")).json()) as { what: string }[];
		expect(trail.map(({ what }) => what)).toEqual(["signed_in", "signed_in", "signed_out", "passkey_made", "invited"]);
	});

	it("writes no link, name or cookie into the log", () => {
		for (const secret of ["Anna", "invite=", cookie.split("=")[1] ?? "?"]) expect(product.output).not.toContain(secret);
		expect(readFileSync(join(product.state, "admin.key"), "utf8").length).toBeGreaterThan(30);
	});
});
