import type { Problem } from "../../model/problem.ts";

/** What holds others and is closed on any page that is whole. */
const FRAMES = new Set("html body table tbody thead tr td th ul ol li div p dl section main article".split(" "));
/** Ends of the others may be left out. */
const CLOSED = ["html", "body", "table", "ul", "ol"];

const PAGE = ["html", "body"];

/** Notices where a page begins or ends in the midst of another. */
export class HtmlFrame {
	readonly #open = new Map<string, number>();
	#begun = false;
	#cutAt: number | undefined;

	/** `name` has a slash before it where it ends an element. */
	take(name: string, lineOf: () => number): void {
		const isEnd = name.startsWith("/");
		const bare = isEnd ? name.slice(1) : name;
		if (!FRAMES.has(bare)) return;
		if (!this.#begun && isEnd) this.#cutAt = lineOf();
		this.#begun = true;
		this.#open.set(bare, (this.#open.get(bare) ?? 0) + (isEnd ? -1 : 1));
	}

	/** The ends of the page and of its body may be left out; where one of them stands, it is whole. */
	#isOpen(name: string): boolean {
		const isOpen = (each: string) => (this.#open.get(each) ?? 0) > 0;
		return isOpen(name) && (!PAGE.includes(name) || PAGE.every((each) => !this.#open.has(each) || isOpen(each)));
	}

	finish(file: string, lastLine: number): Problem[] {
		const unclosed = CLOSED.find((name) => this.#isOpen(name));
		return [
			...(this.#cutAt === undefined ? [] : [partOfPage(file, this.#cutAt, "Hier endet etwas, das nirgends beginnt")]),
			...(unclosed ? [partOfPage(file, lastLine, `<${unclosed}> beginnt und endet nirgends`)] : []),
		];
	}
}

function partOfPage(file: string, line: number, why: string): Problem {
	return {
		level: "warning",
		code: "part_of_page",
		where: { file, line },
		what: `${why}: Die Datei ist vielleicht nur ein Teil der Webseite.`,
		remedy: "Die ganze Seite noch einmal speichern; ist der Teil gewollt, mit known bestätigen.",
	};
}
