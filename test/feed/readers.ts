import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ical from "node-ical";

/** An event as a foreign reader understood it. */
export interface ReadEvent {
	readonly uid: string;
	readonly day: string;
	readonly summary: string;
}

/** Software that others read calendars with. */
export interface Reader {
	readonly name: string;
	/** Why it cannot run here. */
	readonly missing: string | undefined;
	/** Places per town that it reads: a city has thousands, and most differ only in their dates. */
	readonly places: number;
	/** The events of each file; throws when it finds any of them unlawful. */
	read(files: readonly string[]): ReadEvent[][];
}

/** Debian's own: libraries installed with apt are not in any other Python of the machine. */
const PYTHON = "/usr/bin/python3";

export function readers(): Reader[] {
	return [libical(), python("vobject", "python3-vobject"), python("icalendar", "python3-icalendar"), nodeIcal()];
}

function run(program: string, parameters: readonly string[]): string {
	const { status, stdout, stderr, error } = spawnSync(program, parameters, { encoding: "utf8", maxBuffer: 2 ** 28 });
	if (status !== 0) throw new Error(`${program} ${parameters[0]}: ${error?.message ?? stderr}`);
	return stdout;
}

function reasonOf(attempt: () => unknown): string | undefined {
	try {
		attempt();
		return undefined;
	} catch (error) {
		return String(error).split("\n")[0];
	}
}

function libical(): Reader {
	const program = join(mkdtempSync(join(tmpdir(), "tonnentag-libical-")), "restrictions");
	const source = join(import.meta.dirname, "restrictions.c");
	const why = reasonOf(() => run("gcc", ["-O1", "-o", program, source, "-lical"]));
	return {
		name: "libical",
		places: 24,
		missing: why && `${why} (apt install libical-dev gcc)`,
		read: (files) => run(program, files).trimEnd().split("\n\n").map(parseReport),
	};
}

function parseReport(report: string): ReadEvent[] {
	const [head, ...lines] = report.split("\n");
	if (head !== "errors\t0") throw new Error(`libical: ${report.slice(0, 500)}`);
	return lines.map((line) => {
		const [uid = "", day = "", summary = ""] = line.split("\t");
		return { uid, day, summary };
	});
}

function python(library: string, packaged: string): Reader {
	const why = reasonOf(() => run(PYTHON, ["-c", `import ${library}`]));
	return {
		name: packaged,
		// Half a second for each calendar.
		places: 2,
		missing: why && `${why} (apt install ${packaged})`,
		read: (files) =>
			JSON.parse(run(PYTHON, [join(import.meta.dirname, "read.py"), library, ...files])) as ReadEvent[][],
	};
}

function nodeIcal(): Reader {
	return {
		name: "node-ical",
		places: 8,
		missing: undefined,
		read: (files) => files.map((file) => eventsOf(readFileSync(file, "utf8"))),
	};
}

function eventsOf(text: string): ReadEvent[] {
	return Object.values(ical.sync.parseICS(text)).flatMap((each) => {
		if (each?.type !== "VEVENT") return [];
		const { uid, summary, start } = each;
		// It gives an all-day event as the local midnight of its day.
		const day = [start.getFullYear(), start.getMonth() + 1, start.getDate()];
		const text = typeof summary === "string" ? summary : summary.val;
		return [{ uid, day: day.map((part) => String(part).padStart(2, "0")).join("-"), summary: text }];
	});
}
