/**
 * How street names are compared: as people type them. "Dr.-Hans-Böckler-Allee" is
 * found by "dr hans boeckler", "Bahnhofstraße" by "bahnhof str", "Schmidtweg" by "Schmittweg".
 */

/** What stands for the same in front of a name; both are indexed, so that either finds the other. */
const SAME_WORDS: readonly (readonly [string, string])[] = [
	["st", "sankt"],
	["dr", "doktor"],
	["prof", "professor"],
	["bgm", "burgermeister"],
	["gebr", "gebruder"],
];

/** What German compounds end with: "Feldweg" is found by "feld weg" and "weg" alone finds nothing worth showing. */
const KINDS =
	"strasse|weg|platz|allee|gasse|ring|damm|ufer|steig|pfad|stieg|markt|berg|hof|garten|brucke|graben|wall|kamp".split(
		"|",
	);

const COMPOUND = new RegExp(`^(.{3,})(${KINDS.join("|")})$`);
const SHORT_STREET = /str$/;

/** Written forms that sound alike, in this order. Applied to names and to what is typed. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
	[/([aou])e/g, "$1"],
	[/ph/g, "f"],
	[/([td])h/g, "$1"],
	[/dt/g, "t"],
	[/([aeiou])h(?=[b-df-hj-np-tv-z])/g, "$1"],
	[/ck|c(?!h)/g, "k"],
	[/y/g, "i"],
	[/(.)\1+/g, "$1"],
];

/** The words of a text, lower case, without accents: `["st", "georgen", "platz"]`. */
export function plainWords(text: string): string[] {
	return text
		.toLowerCase()
		.replaceAll("ß", "ss")
		.normalize("NFD")
		.replace(/\p{Mn}/gu, "")
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== "")
		.map(longStreet);
}

/** A word as it sounds: `böckler`, `boeckler` and `boekler` are one. */
export function soundOf(word: string): string {
	return SOUNDS.reduce((left, [written, sound]) => left.replace(written, sound), word);
}

/** A whole name as one word, to compare beginnings. */
export function joinedSound(words: readonly string[]): string {
	return words.map(soundOf).join("");
}

/**
 * How many letters of what is typed differ from the beginning of a name: a typing
 * error must not empty the list before the word is complete.
 */
export function beginningDistance(typed: string, name: string): number {
	let row = Array.from({ length: name.length + 1 }, (_, at) => at);
	for (let letter = 0; letter < typed.length; letter++) {
		const next = [letter + 1];
		for (let at = 0; at < name.length; at++) {
			const kept = (row[at] ?? 0) + (typed[letter] === name[at] ? 0 : 1);
			next.push(Math.min(kept, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
		}
		row = next;
	}
	return Math.min(...row);
}

/** False for words that say what kind of street it is or are too short to be alike by more than chance. */
export function isTelling(word: string): boolean {
	return word.length > 3 && !KINDS.some((kind) => kind.startsWith(word));
}

/** Every form under which a name can be found: its words, their halves, neighbours written as one. */
export function formsOf(name: string): string[] {
	const words = plainWords(name);
	const pairs = words.slice(1).map((word, at) => `${words[at]}${word}`);
	const halves = words.flatMap((word) => COMPOUND.exec(word)?.slice(1) ?? []);
	const same = words.flatMap(sameWords);
	const forms = [...words, ...pairs, ...halves, ...same, words.join("")];
	return [...new Set([...forms, ...forms.map(soundOf)])];
}

function longStreet(word: string): string {
	return word.replace(SHORT_STREET, "strasse");
}

function sameWords(word: string): string[] {
	return SAME_WORDS.filter((pair) => pair.includes(word)).flat();
}
