/** `zurich_papier-2027.csv` speaks of «Papier», where other files are of Zürich, too. */
export function wordingOfFile(name: string, shared: ReadonlySet<string>): string {
	const words = wordsOf(name);
	const own = words.filter((word) => !shared.has(word.toLowerCase()));
	const text = (own.length > 0 ? own : words).join(" ").replace(/(m)uell|(s)aeck/giu, umlaut);
	return text === "" ? "Abfuhr" : text.charAt(0).toUpperCase() + text.slice(1);
}

/** Words that so many names of files have that they tell none of them apart. */
export function sharedWords(names: readonly string[]): ReadonlySet<string> {
	const words = names.flatMap((name) => [...new Set(wordsOf(name).map((word) => word.toLowerCase()))]);
	const often = [...Map.groupBy(words, (word) => word)].filter(([, same]) => same.length > 2);
	return new Set(often.map(([word]) => word));
}

function wordsOf(name: string): string[] {
	const own = name.slice(name.lastIndexOf("/") + 1).replace(/\.\w+$/u, "");
	const apart = own.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ");
	return apart.split(/[\s\d_.-]+/u).filter((word) => word !== "");
}

function umlaut(text: string): string {
	return text.toLowerCase().endsWith("uell") ? `${text[0]}üll` : `${text[0]}äck`;
}
