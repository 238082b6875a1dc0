import type { Context } from "hono";
import * as v from "valibot";
import { datasetAddress } from "./api/dataset.ts";
import type { HomeFiles } from "./home/files.ts";
import { languageFor } from "./http/accept-language.ts";
import { compress, type Encoding, encodingFor } from "./http/encoding.ts";
import { sha256 } from "./http/sha256.ts";
import { answerOnce, makeEtag } from "./http/unchanged.ts";
import type { TownReading } from "./town/reading.ts";

/** Text, the name of a slot, text, and so on. */
const cutShape = v.array(v.string());

/** What the build laid down for a language: documents with slots for what is known of the towns (`launch/shell.ts`). */
const shellShape = v.object({
	/** Hashes of what stands within, as a policy has them. */
	styles: v.array(v.string()),
	scripts: v.array(v.string()),
	/** "Where do you live?", of a town without and with a coat of arms. */
	street: cutShape,
	streetWithArms: cutShape,
	/** "In which town?", and one town to choose. */
	towns: cutShape,
	choice: cutShape,
});

interface Pieces extends v.InferOutput<typeof shellShape> {
	/** Of the file. */
	readonly hash: string;
}

/** Packed answers that are kept; a host has few towns and languages. */
const MOST = 100;

/**
 * The app with its first view painted: the question that a stranger is asked, in the
 * stranger's language, and the towns beside it, so that no script has to run before
 * the page can be read.
 */
export class Shell {
	readonly #files: HomeFiles;
	readonly #pieces = new Map<string, { stamp: string | undefined; pieces: Pieces }>();
	readonly #packed = new Map<string, Uint8Array<ArrayBuffer>>();

	constructor(files: HomeFiles) {
		this.#files = files;
	}

	/** The app for `town`, or for all of `towns`. `undefined` where nothing can be asked yet: no towns, no shell built. */
	async answer(c: Context, towns: readonly TownReading[], town?: TownReading): Promise<Response | undefined> {
		const asked = c.req.raw.headers;
		const language = languageFor(asked);
		const [first] = towns;
		const pieces = first && (await this.#read(language));
		if (!pieces) return undefined;
		const encoding = encodingFor(asked);
		const only = town ?? (towns.length === 1 ? first : undefined);
		const etag = makeEtag(pieces.hash, ...[...towns, only].map((each) => each?.hash.slice(0, 12) ?? ""), encoding);
		const look = only && styleOf(only);
		const styles = look === undefined ? pieces.styles : [...pieces.styles, await sourceOf(look)];
		c.set("within", { styles, scripts: pieces.scripts });
		return answerOnce(asked, {
			validators: { etag },
			headers: {
				"content-type": "text/html; charset=utf-8",
				"cache-control": "no-cache",
				"content-language": language,
				vary: "Accept-Encoding, Accept-Language",
				...(encoding !== "identity" && { "content-encoding": encoding }),
			},
			encoded: encoding !== "identity",
			body: () => this.#pack(etag, encoding, () => documentOf(pieces, towns, only)),
		});
	}

	async #read(language: string): Promise<Pieces | undefined> {
		const file = await this.#files.open(`shell/${language}.json`);
		if (!file) return undefined;
		const known = this.#pieces.get(language);
		if (known && file.stamp !== undefined && known.stamp === file.stamp) {
			await file.close();
			return known.pieces;
		}
		const bytes = await file.bytes();
		const parsed = v.parse(shellShape, JSON.parse(new TextDecoder().decode(bytes)));
		const pieces = { ...parsed, hash: (await sha256(bytes)).slice(0, 12) };
		this.#pieces.set(language, { stamp: file.stamp, pieces });
		return pieces;
	}

	/** Each document is compressed once. */
	#pack(etag: string, encoding: Encoding, make: () => string): Uint8Array<ArrayBuffer> {
		const known = this.#packed.get(etag) ?? compress(new Uint8Array(new TextEncoder().encode(make())), encoding);
		if (this.#packed.size >= MOST) this.#packed.clear();
		this.#packed.set(etag, known);
		return known;
	}
}

function documentOf(pieces: Pieces, towns: readonly TownReading[], only: TownReading | undefined): string {
	const data = towns.map(({ dataset: { town }, hash }) => ({
		id: town.id,
		name: town.name,
		dataset: datasetAddress(town.id, hash),
		...(town.id === only?.dataset.town.id && { look: town.look }),
	}));
	// JSON that ends no script element.
	const LIST = JSON.stringify(data).replaceAll("<", "\\u003c");
	if (!only) {
		const choices = towns.map(({ dataset }) => filled(pieces.choice, { TOWN: escaped(dataset.town.name) }));
		return filled(pieces.towns, { CHOICES: choices.join(""), LIST });
	}
	const { name, look } = only.dataset.town;
	const style = styleOf(only);
	const known = { TOWN: escaped(name), LOOK: style === undefined ? "" : `<style>${style}</style>`, LIST };
	const arms = look?.arms;
	return arms ? filled(pieces.streetWithArms, { ...known, ARMS: escaped(arms) }) : filled(pieces.street, known);
}

/** The town's colours as `web/style/town-look.ts` names them; the dataset's shape lets nothing else pass. */
function styleOf({ dataset: { town } }: TownReading): string | undefined {
	const accent = town.look?.accent;
	if (!accent) return undefined;
	const { light, lightWash, dark, darkWash } = accent;
	return `:root{--town-light:${light};--town-light-wash:${lightWash};--town-dark:${dark};--town-dark-wash:${darkWash}}`;
}

/** As a policy names a style by its content. */
async function sourceOf(style: string): Promise<string> {
	const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style));
	return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`;
}

function filled(cut: readonly string[], known: Readonly<Record<string, string>>): string {
	return cut.map((piece, at) => (at % 2 === 0 ? piece : (known[piece] ?? ""))).join("");
}

/** A name of the world as text of a document, in an attribute too. */
function escaped(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
