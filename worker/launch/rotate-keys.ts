import process from "node:process";
import { parseArgs } from "node:util";
import { parseOrigins } from "../http/origin.ts";
import { readSettings } from "./settings.ts";
import { readKeys, rotateKeys } from "./vapid-file.ts";

/** `npm run keys [-- --rotate]`: names the keys of each address, or adds a new one to each. */

const { values } = parseArgs({ options: { rotate: { type: "boolean", default: false } } });
const { state, origins } = readSettings(process.env, process.cwd());
const addresses = parseOrigins(origins).map(({ address }) => address);
process.umask(0o077);
if (values.rotate) rotateKeys(state, addresses);
for (const [origin, keys] of readKeys(state, addresses))
	console.log(
		`${origin}: ${keys.map(({ kid }, at) => (at === keys.length - 1 ? `${kid} (current)` : kid)).join(", ")}`,
	);
if (values.rotate)
	console.log("Start the product anew: the new key is for new subscriptions, the others stay under theirs.");
