import { draftShape } from "../../../data/model/desk.ts";
import type { Kept } from "../draft/work.ts";
import type { SentFile } from "../reader/messages.ts";
import { type DeskServer, filesIn } from "./desk-server.ts";

/** What was begun waits at the server: for tomorrow, for another device, for a colleague. */

export interface KeptDraft {
	readonly revision: number;
	readonly kept: Kept;
	readonly files: readonly SentFile[];
}

/** `stale`: somebody else has gone on with it meanwhile. */
export type Saved = { readonly revision: number } | "stale" | "not-saved";

const RECIPE = "town.json";

export async function readDraft(server: DeskServer): Promise<KeptDraft | undefined> {
	const form = await server.form("/draft");
	const revision = Number(form?.get("revision"));
	const answers = form?.get("answers");
	if (!form || !Number.isInteger(revision) || typeof answers !== "string") return undefined;
	const all = await filesIn(form);
	const json = all.find(({ path }) => path === RECIPE);
	const kept = keptOf(answers, json ? new TextDecoder().decode(json.bytes) : "");
	return kept && { revision, kept, files: all.filter(({ path }) => path !== RECIPE) };
}

/** Only our own page writes it; what is none of ours is begun anew. */
function keptOf(answers: string, json: string): Kept | undefined {
	const read: Partial<Kept> = JSON.parse(answers);
	if (json === "" || !Array.isArray(read.questions)) return undefined;
	return { json, questions: read.questions, answers: Number(read.answers ?? 0), checked: read.checked ?? [] };
}

/** `there`: files that the draft has already; they are not sent again. */
export async function saveDraft(
	server: DeskServer,
	{ json, ...answers }: Kept,
	files: readonly SentFile[],
	there: ReadonlySet<SentFile>,
	revision: number,
): Promise<Saved> {
	const form = new FormData();
	form.set("answers", JSON.stringify(answers));
	form.set(RECIPE, new Blob([json]), "file");
	for (const file of files) {
		if (there.has(file)) form.append("keep", file.path);
		else form.set(file.path, new Blob([file.bytes]), "file");
	}
	const sent = await server.send(draftShape, "PUT", "/draft", form, { "if-match": `"${revision}"` });
	if (sent.kind === "done") return { revision: sent.value.revision };
	return sent.kind === "refused" && sent.code === "stale" ? "stale" : "not-saved";
}
