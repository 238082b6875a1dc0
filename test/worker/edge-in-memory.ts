import type { Hono } from "hono";
import { makeDataset } from "../../data/model/dataset-file.ts";
import { makeApp } from "../../worker/app.ts";
import type { HomeFiles } from "../../worker/home/files.ts";
import { parseOrigins } from "../../worker/http/origin.ts";
import { NoticeShelf } from "../../worker/town/notice-shelf.ts";
import { TownShelf } from "../../worker/town/shelf.ts";
import type { DesksInMemory } from "./desk-in-memory.ts";
import { inventedTown } from "./invented-town.ts";

/** Files that a test can change; `stamp` counts the changes. */
export class MemoryFiles implements HomeFiles {
	readonly #files = new Map<string, { text: string; stamp: string | undefined }>();
	#writes = 0;
	/** How often a file's content was read. */
	reads = 0;
	broken = false;

	write(path: string, text: string, stamp: string | undefined = `${++this.#writes}`): void {
		this.#files.set(path, { text, stamp });
	}

	remove(path: string): void {
		this.#files.delete(path);
	}

	async open(path: string) {
		if (this.broken) throw new Error("disk on fire");
		const file = this.#files.get(path);
		if (!file) return undefined;
		const bytes = async () => {
			this.reads++;
			return new Uint8Array(new TextEncoder().encode(file.text));
		};
		return { stamp: file.stamp, bytes, close: async () => undefined };
	}

	async folders() {
		return [...new Set([...this.#files.keys()].flatMap((path) => path.split("/").slice(0, -1)))];
	}
}

/** A JSON answer whose shape the expectations state. */
// biome-ignore lint/suspicious/noExplicitAny: each test says what it expects of it
export async function bodyOf(answer: Response): Promise<any> {
	return answer.json();
}

export interface EdgeInMemory {
	readonly app: Hono;
	readonly towns: MemoryFiles;
	readonly page: MemoryFiles;
	/** Everything that was logged, as one text. */
	readonly log: () => string;
	/** Lets time pass for the shelf. */
	readonly wait: (seconds: number) => void;
	readonly get: (address: string, headers?: Record<string, string>) => Promise<Response>;
}

export interface EdgeSettings {
	readonly now?: string;
	readonly origins?: string;
	/** The host's secret. */
	readonly admin?: string;
	readonly desks?: DesksInMemory;
	/** Instead of `now`. */
	readonly clock?: () => number;
}

/** The whole app on files in memory, at 22 November 2026, noon in Berlin. */
export function edgeInMemory(settings: EdgeSettings = {}): EdgeInMemory {
	const { now = "2026-11-22T11:00:00Z", origins = "", admin, desks } = settings;
	const [towns, page] = [new MemoryFiles(), new MemoryFiles()];
	towns.write("teststadt/dataset.json", makeDataset(inventedTown()));
	page.write("index.html", "<!doctype html><title>Tonnentag</title>");
	const lines: string[] = [];
	const tell = (event: object) => void lines.push(JSON.stringify(event));
	let elapsed = 0;
	const edge = {
		notices:
			desks &&
			new NoticeShelf(
				async (town) => (await desks.desk(town)).notices(),
				() => elapsed,
			),
		now: settings.clock ?? (() => Date.parse(now)),
		towns: new TownShelf({ files: towns, ...(desks && { editions: desks.editions }) }, () => elapsed, tell),
		page,
		origins: parseOrigins(origins),
		revision: "test",
		admin,
		tell,
	};
	const app = makeApp(edge, desks && { desks: desks.desksOf(edge) });
	return {
		app,
		towns,
		page,
		log: () => lines.join("\n"),
		wait: (seconds) => {
			elapsed += seconds * 1000;
		},
		get: async (address, headers = {}) => app.request(address, { headers }),
	};
}
