import process from "node:process";
import { fail, readArguments } from "../../data/import/command/arguments.ts";
import { linkShape, ROLES, type Role, readAs } from "../../data/model/desk.ts";
import { RunningProduct } from "./running-product.ts";
import { readSettings } from "./settings.ts";

/** `npm run invite`: prints one link with which somebody comes to a town's desk for the first time. */

const USAGE = "Aufruf: npm run invite -- KENNUNG --name NAME [--role clerk|haulier|host] [--url ADRESSE]";

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) =>
	fail(1, error instanceof Error ? error.message : String(error)),
);

/** 0: invited. 1: not. 2: usage. */
async function main(given: string[]): Promise<number> {
	const asked = readArguments(given, 1, {
		name: { type: "string" },
		role: { type: "string", default: "clerk" },
		url: { type: "string" },
	});
	const [town] = asked?.names ?? [];
	const role = asked && roleOf(asked.values.role);
	const name = asked?.values.name?.trim();
	if (!asked || town === undefined || !role || !name) return fail(2, USAGE);
	const product = new RunningProduct(readSettings(process.env, process.cwd()), process.env, asked.values.url);
	const answer = await product.ask(`/api/desk/${encodeURIComponent(town)}/invitations`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ name, role }),
	});
	if (answer.status === 404)
		return fail(1, `${town}: so kann keine Kommune heißen, oder die Adresse zeigt eine andere.`);
	const link = answer.ok ? readAs(linkShape, await answer.json()) : undefined;
	if (!link) return fail(1, `${product.base}: ${answer.status} ${await answer.text().catch(() => "")}`);
	process.stdout.write(`${link.link}\n`);
	process.stderr.write(`Für ${name}, bis ${link.until}, ein einziges Mal.\n`);
	return 0;
}

function roleOf(text: string): Role | undefined {
	return ROLES.find((role) => role === text);
}
