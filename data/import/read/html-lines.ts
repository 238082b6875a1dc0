import type { Problem } from "../../model/problem.ts";
import { speaksOfChange } from "./change-words.ts";
import { decodeEntities } from "./entities.ts";
import { HtmlFrame } from "./html-frame.ts";
import { LineCounter } from "./line-counter.ts";
import { tidy } from "./table.ts";
import { DATE_LIKE, type TextLine } from "./text-rows.ts";

export interface PageRead {
	readonly lines: readonly TextLine[];
	readonly problems: readonly Problem[];
}

/**
 * The lines of a page as a reader sees them, each with its line in the file. Block elements and
 * `<br>` end a line, cells are told apart by ` | `. What is hidden or struck out is no line; days in it are told.
 */
export function readHtml(html: string, file: string): PageRead {
	return new HtmlReader(html, file).read();
}

/** Elements without any text that a reader sees. */
const SILENT = new Set(["script", "style", "head", "template", "noscript", "iframe"]);
const STRUCK = new Set(["s", "del", "strike"]);
const INLINE = new Set(
	"a abbr b bdi em font i img nobr small span strong sub sup u wbr s del strike ins mark label".split(" "),
);
const VOID = new Set("area base br col embed hr img input link meta source track wbr".split(" "));

interface Tag {
	/** Lower case; with a slash before it where it ends an element. */
	readonly name: string;
	readonly attributes: string;
	/** Offset behind it. */
	readonly end: number;
}

/** An element whose text nobody sees: `open` counts those of the same name within it. */
interface Unseen {
	readonly name: string;
	readonly line: number;
	open: number;
}

class HtmlReader {
	readonly #html: string;
	readonly #file: string;
	readonly #counter: LineCounter;
	readonly #lines: TextLine[] = [];
	readonly #problems: Problem[] = [];
	readonly #frame = new HtmlFrame();
	#at = 0;
	#text = "";
	#textLine = 1;
	#unseen: Unseen | undefined;
	#unseenText = "";

	constructor(html: string, file: string) {
		this.#html = html;
		this.#file = file;
		this.#counter = new LineCounter(html);
	}

	read(): PageRead {
		while (this.#at < this.#html.length) {
			const tag = this.#html[this.#at] === "<" ? this.#tagHere() : undefined;
			if (tag) this.#take(tag);
			else if (this.#html.startsWith("<!", this.#at) || this.#html.startsWith("<?", this.#at)) this.#declaration();
			else this.#words();
		}
		this.#endLine();
		if (this.#unseen) this.#problems.push(cutPage(this.#file, this.#unseen.line));
		this.#problems.push(...this.#frame.finish(this.#file, this.#counter.lineAt(this.#html.length)));
		return { lines: this.#lines, problems: this.#problems };
	}

	/** Up to the next `<`; one that begins no tag is text ("< 120 l"). */
	#words(): void {
		const next = this.#html.indexOf("<", this.#at + 1);
		const end = next < 0 ? this.#html.length : next;
		const raw = this.#html.slice(this.#at, end);
		if (this.#unseen) this.#unseenText += raw;
		else {
			const blank = raw.length - raw.trimStart().length;
			if (this.#text.trim() === "") this.#textLine = this.#counter.lineAt(this.#at + blank);
			this.#text += decodeEntities(raw).replace(/\s+/gu, " ");
		}
		this.#at = end;
	}

	/** Comments, the document's type. */
	#declaration(): void {
		const isComment = this.#html.startsWith("<!--", this.#at);
		const found = this.#html.indexOf(isComment ? "-->" : ">", this.#at);
		if (found < 0) this.#problems.push(cutPage(this.#file, this.#counter.lineAt(this.#at)));
		this.#at = found < 0 ? this.#html.length : found + (isComment ? 3 : 1);
	}

	#tagHere(): Tag | undefined {
		const match = /^<(\/?[a-z][a-z0-9]*)/iu.exec(this.#html.slice(this.#at, this.#at + 24));
		if (!match) return undefined;
		const [whole, name = ""] = match;
		const from = this.#at + whole.length;
		const end = endOfTag(this.#html, from);
		return { name: name.toLowerCase(), attributes: this.#html.slice(from, end), end };
	}

	#take(tag: Tag): void {
		const from = this.#at;
		this.#at = tag.end;
		this.#takeAttributes(tag, from);
		if (isBroken(tag)) this.#tellUnseen(brokenTag(this.#file, this.#counter.lineAt(from), tag));
		this.#frame.take(tag.name, () => this.#counter.lineAt(from));
		if (!this.#html.endsWith(">", tag.end)) this.#problems.push(cutPage(this.#file, this.#counter.lineAt(from)));
		if (this.#unseen) this.#takeUnseen(tag.name, this.#unseen);
		else if (SILENT.has(tag.name)) this.#skip(tag.name, from);
		else if (isUnseen(tag)) this.#unseen = { name: tag.name, line: this.#counter.lineAt(from), open: 1 };
		else if (tag.name === "/td" || tag.name === "/th") this.#text += " | ";
		else if (!INLINE.has(tag.name.replace("/", "")) && tag.name !== "td" && tag.name !== "th") this.#endLine();
	}

	/** What is shown where the pointer rests, read aloud, or says how something looks. */
	#takeAttributes({ attributes }: Tag, from: number): void {
		if (attributes.length < SHORTEST) return;
		const said = [...attributes.slice(0, LONGEST).matchAll(SAYING)].map(([, quoted, bare]) =>
			tidy(decodeEntities(quoted ?? bare ?? "")),
		);
		const text = said.find((each) => speaksOfChange(each.replaceAll(/[-_]/gu, " ")));
		if (text !== undefined) this.#tellUnseen(unreadAround(this.#file, this.#counter.lineAt(from), text));
	}

	#takeUnseen(name: string, unseen: Unseen): void {
		this.#unseenText += " ";
		if (name === unseen.name) unseen.open++;
		if (name !== `/${unseen.name}` || --unseen.open > 0) return;
		const text = tidy(decodeEntities(this.#unseenText));
		if (DATE_LIKE.test(text)) this.#tellUnseen(unseenText(this.#file, unseen, text));
		[this.#unseen, this.#unseenText] = [undefined, ""];
	}

	/** A head may end without saying so: where the body begins. */
	#skip(name: string, from: number): void {
		const closing = new RegExp(name === "head" ? "</head[\\s>]|<body[\\s>]" : `</${name}[\\s>/]`, "giu");
		closing.lastIndex = this.#at;
		const found = closing.exec(this.#html)?.index;
		if (found === undefined) this.#problems.push(cutPage(this.#file, this.#counter.lineAt(from)));
		const title = name === "head" ? titleOf(this.#html.slice(this.#at, found)) : undefined;
		if (title && speaksOfChange(title.text))
			this.#tellUnseen(unreadAround(this.#file, this.#counter.lineAt(this.#at + title.at), title.text));
		this.#at = found ?? this.#html.length;
	}

	#tellUnseen(problem: Problem): void {
		if (!this.#problems.some(({ code }) => code === problem.code)) this.#problems.push(problem);
	}

	#endLine(): void {
		const text = tidy(this.#text).replace(/^[ |]+/u, "");
		const end = lastSeen(text);
		if (end > 0) this.#lines.push({ line: this.#textLine, text: text.slice(0, end) });
		this.#text = "";
	}
}

/** Without the blanks and bars at its end. */
function lastSeen(text: string): number {
	let end = text.length;
	while (end > 0 && (text[end - 1] === " " || text[end - 1] === "|")) end--;
	return end;
}

/** Behind the `>` that no quote protects. */
function endOfTag(html: string, from: number): number {
	for (let at = from; at < html.length; at++) {
		const sign = html[at];
		if (sign === ">") return at + 1;
		if ((sign === '"' || sign === "'") && html[at - 1] === "=") {
			const closed = html.indexOf(sign, at + 1);
			if (closed > 0) at = closed;
		}
	}
	return html.length;
}

/** Another tag begins within it, a day stands in it, or its name goes on with what no name holds: then text was swallowed. */
function isBroken({ attributes }: Tag): boolean {
	if (/^[^\s/>:_.-]/u.test(attributes)) return true;
	if (!/[<.]/u.test(attributes)) return false;
	const bare = attributes.slice(0, LONGEST).replaceAll(/=\s?(?:"[^"]*"|'[^']*'|[^\s"'<>]*)/gu, "");
	return bare.includes("<") || DATE_LIKE.test(bare);
}

function isUnseen({ name, attributes }: Tag): boolean {
	if (name.startsWith("/") || VOID.has(name) || attributes.endsWith("/>")) return false;
	if (STRUCK.has(name)) return true;
	if (!attributes.includes("hidden") && !/style/iu.test(attributes)) return false;
	return /(?:^|\s)hidden(?=[\s>=]|$)/iu.test(attributes) || HIDDEN_STYLE.test(attributes);
}

const HIDDEN_STYLE = /display\s?:\s?none|visibility\s?:\s?hidden|text-decoration[a-z-]{0,12}\s?:\s?line-through/iu;

const SHORTEST = 8;
const LONGEST = 2_000;
const SAYING =
	/(?<![\w-])(?:title|alt|aria-label|class|data-[a-z-]{1,30})\s?=\s?(?:["']([^"']{1,500})["']|([^\s"'>]{1,100}))/giu;

function titleOf(head: string): { readonly text: string; readonly at: number } | undefined {
	const [whole, text = ""] = /<title[^<>]{0,200}>([^<]{0,500})/iu.exec(head) ?? [];
	return whole === undefined ? undefined : { text: tidy(decodeEntities(text)), at: head.indexOf(whole) };
}

function unreadAround(file: string, line: number, text: string): Problem {
	return {
		level: "warning",
		code: "unread_change",
		where: { file, line },
		what: `Im Titel der Webseite oder an einer Stelle, die keine Zeile ist, steht etwas, das nach keinem oder einem anderen Termin klingt: «${text.slice(0, 60)}».`,
		remedy:
			"Gilt ein Termin nicht oder an einem anderen Tag, ihn mit changes.csv berichtigen; sonst mit known bestätigen.",
	};
}

function cutPage(file: string, line: number): Problem {
	return {
		level: "problem",
		code: "cut_page",
		where: { file, line },
		what: "Hier beginnt in der Webseite etwas, das niemand sieht, und endet nicht: vielleicht ist die Seite abgeschnitten.",
		remedy: "Die Seite noch einmal herunterladen; der bisherige Stand bleibt.",
	};
}

function brokenTag(file: string, line: number, { name, attributes }: Tag): Problem {
	return {
		level: "warning",
		code: "broken_tag",
		where: { file, line },
		what: `In der Webseite ist eine Angabe in spitzen Klammern beschädigt: «<${`${name}${attributes}`.slice(0, 60)}»; was darin steht, liest niemand.`,
		remedy:
			"Die Seite noch einmal speichern oder die Stelle berichtigen; steht dort kein Termin, mit known bestätigen.",
	};
}

function unseenText(file: string, { line, name }: Unseen, text: string): Problem {
	const how = STRUCK.has(name) ? "durchgestrichen" : "ausgeblendet oder durchgestrichen";
	return {
		level: "warning",
		code: "unseen_text",
		where: { file, line },
		what: `Auf der Webseite stehen Tage, die ${how} sind («${text.slice(0, 60)}»); sie gelten nicht.`,
		remedy: "Gelten sie doch, den Entsorger fragen und die Seite berichtigen.",
	};
}
