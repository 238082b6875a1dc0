import { realpathSync, statSync } from "node:fs";
import { sep } from "node:path";

/**
 * True for a file that can be read to its end: a pipe would be waited for without end, a device has none. And only
 * within its folder, wherever links lead: a folder that was received is no way to other files of the machine.
 */
export function isReadable(path: string, folder: string): boolean {
	if (!statSync(path).isFile()) return false;
	return `${realpathSync(path)}`.startsWith(`${realpathSync(folder)}${sep}`);
}
