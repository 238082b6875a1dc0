import * as v from "valibot";
import type { Problem } from "../../model/problem.ts";
import { distance } from "../read/edit-distance.ts";

type Issue = v.BaseIssue<unknown>;

/** What does not fit in `town.json`, for the one who wrote it. A field that is there under a misspelled name is not missing, too. */
export function issueProblems(issues: readonly Issue[], namesAt: NamesAt): Problem[] {
	const problems = issues.map(issueProblem);
	const missing = problems.filter(({ what }) => what.endsWith(" fehlt."));
	const meant = new Map(problems.map((problem) => [problem, missing.find((each) => isMisspelled(problem, each))]));
	const spelled = new Set(meant.values());
	return problems
		.filter((each) => !spelled.has(each))
		.map((each) => {
			const name = nameOf(meant.get(each)) || nearest(each, namesAt);
			return name === "" ? each : { ...each, remedy: `Den Namen berichtigen: gemeint ist wohl "${name}".` };
		});
}

/** The fields that may stand at a path: of the whole file for none. */
type NamesAt = (path: string) => ReadonlySet<string>;

/** A field that may stand there and that nothing else is called. */
function nearest(stray: Problem, namesAt: NamesAt): string {
	const name = nameOf(stray);
	const { field = "" } = stray.where;
	if (stray.code !== "unknown_field") return "";
	const names = [...namesAt(field.slice(0, -name.length - 1))].map((each) => ({
		each,
		steps: name.length > LONGEST_NAME ? name.length : distance(name.toLowerCase(), each.toLowerCase()),
	}));
	const [best] = names.toSorted((one, other) => one.steps - other.steps);
	return best && best.steps <= Math.max(1, Math.floor(name.length / 4)) ? best.each : "";
}

const LONGEST_NAME = 40;

function isMisspelled(stray: Problem, missing: Problem): boolean {
	const [one, other] = [nameOf(stray), nameOf(missing)];
	const above = ({ where: { field = "" } }: Problem, name: string) => field.slice(0, field.length - name.length);
	return stray.code === "unknown_field" && above(stray, one) === above(missing, other) && isNear(one, other);
}

function nameOf(problem: Problem | undefined): string {
	return problem?.where.field?.split(".").at(-1) ?? "";
}

/** Both begin or both end alike, for the most part. */
function isNear(one: string, other: string): boolean {
	const [short, long] = [one.toLowerCase(), other.toLowerCase()].sort((first, second) => first.length - second.length);
	const [head, tail] = [sharedHead(short ?? "", long ?? ""), sharedHead(reversed(short), reversed(long))];
	return head + tail >= (long ?? "").length * 0.6;
}

function sharedHead(one: string, other: string): number {
	const differs = [...one].findIndex((letter, at) => letter !== other[at]);
	return differs < 0 ? one.length : differs;
}

function reversed(text = ""): string {
	return [...text].reverse().join("");
}

function issueProblem(given: Issue): Problem {
	const { issue, path } = innermost(given, v.getDotPath(given) ?? "");
	const strayKey = issue.type === "strict_object" && issue.expected === "never";
	return {
		level: "problem",
		code: strayKey ? "unknown_field" : "bad_field",
		where: { file: "town.json", field: path === "" ? undefined : path },
		what: strayKey ? `Das Feld ${issue.received} kennt das Rezept nicht.` : fieldWhat(issue, path),
		remedy: strayKey
			? "Den Namen berichtigen oder das Feld löschen; welche es gibt, steht in data/README.md."
			: "Das Feld in town.json ergänzen oder berichtigen; die Grammatik steht in data/README.md.",
	};
}

interface Placed {
	readonly issue: Issue;
	readonly path: string;
}

/** Where several kinds of value may stand and one of them does, what is wrong lies within it. */
function innermost(issue: Issue, path: string): Placed {
	const inner = (issue.issues ?? []).map((each) => ({ each, own: v.getDotPath(each) ?? "" }));
	const [within] = inner.filter(({ own }) => own !== "");
	if (!within) return { issue, path };
	return innermost(within.each, [path, within.own].filter((part) => part !== "").join("."));
}

function fieldWhat(issue: Issue, path: string): string {
	const { received, expected, message } = issue;
	if (received === "undefined") return `Das Feld "${path.split(".").at(-1) ?? ""}" fehlt.`;
	if (!message.startsWith("Invalid")) return `${givenWords(issue)} ${message}.`;
	const least = LEAST.get(issue.type);
	if (least !== undefined)
		return `Hier steht zu viel oder zu wenig: ${least} ${/\d+/u.exec(expected ?? "")?.[0] ?? ""} wird erwartet.`;
	const wanted = expected === null ? "" : ` Erwartet wird ${valueWords(expected)}.`;
	return `${givenWords(issue)} passt hier nicht.${wanted}`;
}

/** Lists and texts of a wrong length. */
const LEAST: ReadonlyMap<string, string> = new Map([
	["min_length", "eine Länge von mindestens"],
	["max_length", "eine Länge von höchstens"],
	["length", "eine Länge von genau"],
	["min_value", "eine Zahl von mindestens"],
	["max_value", "eine Zahl von höchstens"],
]);

/** What the schema calls a kind of value, in words, with an example. */
const KIND_WORDS: ReadonlyMap<string, string> = new Map([
	["string", 'ein Text in Anführungszeichen, etwa "Papier"'],
	["number", "eine Zahl ohne Anführungszeichen, etwa 2"],
	["boolean", 'ein Wort ohne Anführungszeichen, "true" oder "false"'],
	["Array", 'eine Liste in eckigen Klammern, etwa ["Papier"]'],
	["Object", 'eine Gruppe von Feldern in geschweiften Klammern, etwa {"Papier": "papier"}'],
	["null", 'das Wort "null" ohne Anführungszeichen'],
]);

/** valibot writes alternatives as \`("a" | "b")\`, one within the other. */
function valueWords(expected: string): string {
	const each = expected.replace(/[()]/gu, "").split(" | ");
	return [...new Set(each.map((kind) => KIND_WORDS.get(kind) ?? kind))].join(" oder ");
}

/** A text or a number stands as it was given; of lists and groups of fields only the kind is known. */
function givenWords({ input }: Issue): string {
	if (input === "") return "Ein leerer Text";
	if (Array.isArray(input)) return "Eine Liste in eckigen Klammern";
	if (typeof input === "object" && input !== null) return "Eine Gruppe von Feldern in geschweiften Klammern";
	return `Der Wert «${typeof input === "string" ? input : JSON.stringify(input)}»`;
}
