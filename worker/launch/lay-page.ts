import {
	copyFileSync,
	existsSync,
	globSync,
	linkSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** So long after it was last part of a build a piece is still given to pages that stayed open; milliseconds. */
const KEPT_FOR = 30 * 24 * 3_600_000;

/**
 * Copies the built page to where it is served from, and beside its pieces those of builds before it: a page that
 * was open over an update still asks for them. Their names carry a hash, so none stands in another's way.
 */
export function layPage(built: string, page: string, pieces: string, now: number = Date.now()): void {
	for (const name of filesOf(built)) copy(join(built, name), join(page, name));
	const assets = join(page, "assets");
	mkdirSync(pieces, { recursive: true });
	mkdirSync(assets, { recursive: true });
	for (const name of readdirSync(assets)) keep(join(assets, name), join(pieces, name), now);
	for (const name of readdirSync(pieces)) lend(join(pieces, name), join(assets, name), now);
}

function filesOf(folder: string): string[] {
	const entries = globSync("**/*", { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile());
	return entries.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
}

/** As a file of our own: the build's may be readable by everybody, and nothing in the state folder is. */
function copy(from: string, to: string): void {
	mkdirSync(dirname(to), { recursive: true });
	writeFileSync(to, readFileSync(from));
}

/** Whole or not at all. */
function keep(piece: string, kept: string, now: number): void {
	if (!existsSync(kept)) {
		rmSync(`${kept}.tmp`, { force: true });
		share(piece, `${kept}.tmp`);
		renameSync(`${kept}.tmp`, kept);
	}
	utimesSync(kept, now / 1000, now / 1000);
}

function lend(kept: string, piece: string, now: number): void {
	if (kept.endsWith(".tmp") || statSync(kept).mtimeMs < now - KEPT_FOR) rmSync(kept);
	else if (!existsSync(piece)) share(kept, piece);
}

/** A second name takes no room; where the file system has none, it is a copy. */
function share(from: string, to: string): void {
	try {
		linkSync(from, to);
	} catch {
		copyFileSync(from, to);
	}
}
