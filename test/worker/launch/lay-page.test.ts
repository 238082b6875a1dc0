import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished, test } from "vitest";
import { layPage } from "../../../worker/launch/lay-page.ts";

const DAY = 24 * 3_600_000;

test("pages of the build before find their pieces for thirty days, and the page itself is the new one", ({
	expect,
}) => {
	const folder = mkdtempSync(join(tmpdir(), "tonnentag-page-"));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const build = (files: Record<string, string>) => {
		const built = mkdtempSync(join(folder, "built-"));
		for (const [name, text] of Object.entries(files)) {
			mkdirSync(dirname(join(built, name)), { recursive: true });
			writeFileSync(join(built, name), text);
		}
		return built;
	};
	const first = build({ "index.html": "1", "assets/aaa.js": "a", "assets/bbb.js": "b", "icons/x.png": "x" });
	const second = build({ "index.html": "2", "assets/aaa.js": "a", "assets/ccc.js": "c" });
	let at = 0;
	const lay = (built: string, now: number) => {
		const page = join(folder, `page-${at++}`);
		layPage(built, page, join(folder, "pieces"), now);
		return page;
	};
	lay(first, 0);
	const updated = lay(second, DAY);
	expect(readFileSync(join(updated, "index.html"), "utf8")).toBe("2");
	expect(readdirSync(join(updated, "assets"))).toEqual(["aaa.js", "bbb.js", "ccc.js"]);
	expect(readdirSync(updated)).toEqual(["assets", "index.html"]);
	// Not while the first is built, but counted from when it was served last.
	expect(readdirSync(join(lay(second, 29 * DAY), "assets"))).toContain("bbb.js");
	expect(readdirSync(join(lay(second, 31 * DAY), "assets"))).toEqual(["aaa.js", "ccc.js"]);
});
