import type { Street, StreetId } from "../../../data/model/street.ts";

/** Street names as German towns have them, as many as wanted, none twice. */
const FIRST =
	"Haupt Bahnhof Mühlen Linden Rosen Garten Schul Kirch Berg Feld Wald Wiesen Goethe Schiller Beethoven Mozart Bach Nelken Tulpen Amsel Drossel Finken Meisen Lerchen Birken Eichen Buchen Ahorn Erlen Eschen Kastanien Ulmen Pappel Weiden Tannen Fichten Kiefern Lärchen Sankt-Georgen Konrad-Adenauer Willy-Brandt Heinrich-Heine Brücken Markt Neu Alt Ober Unter Nord Süd West Ost".split(
		" ",
	);
const MIDDLE = " bach berg tal hof heim dorf burg feld stein wald au see kamp eck horst bruch loh rode hagen".split(
	" ",
);
const LAST = "straße weg platz allee gasse ring damm ufer steig pfad stieg wall".split(" ");

export function largeTown(count: number, own: readonly string[] = []): Street[] {
	const made = FIRST.flatMap((first) => MIDDLE.flatMap((middle) => LAST.map((last) => `${first}${middle}${last}`)));
	const names = new Set([...own, ...made]);
	return [...names].slice(0, count).map((name, at) => ({ id: `s${at}` as StreetId, name, places: [] }));
}
