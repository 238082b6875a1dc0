import type { Dataset } from "../../data/model/dataset.ts";
import { parseDataset } from "../../data/model/dataset-file.ts";
import { hasLawfulRequests } from "../../data/model/offer.ts";
import { makeProblemLine } from "../../data/model/problem.ts";
import { sha256 } from "../http/sha256.ts";
import { readFiles, type SentFiles, type Unread } from "./form.ts";

/** What stands in the form beside the files. */
const BASE = "base";
const ACCEPT_LOSS = "accept-loss";

/** The files that make a folder one of a town. */
const NEEDED = ["town.json", "dataset.json"];

export interface SentEdition extends Pick<SentFiles, "files"> {
	readonly dataset: Dataset;
	/** SHA-256 of `dataset.json`. */
	readonly hash: string;
	/** The hash of the dataset that the sender compared it with; empty where there was none. */
	readonly base: string;
	readonly acceptLoss: boolean;
}

/** `base` and `accept-loss` stand beside the files. What arrives is judged here again: no sender is trusted for its lawfulness. */
export async function readEdition(request: Request, town: string): Promise<SentEdition | Unread> {
	const sent = await readFiles(request);
	if ("flaw" in sent) return sent;
	const { form, files } = sent;
	const missing = NEEDED.find((path) => !files.has(path));
	if (missing !== undefined) return { flaw: "unlawful", why: `${missing} is missing.` };
	const bytes = files.get("dataset.json") ?? new Uint8Array();
	const parsed = parseDataset(new TextDecoder().decode(bytes));
	if (!parsed.ok) return { flaw: "unlawful", why: parsed.problems.slice(0, 3).map(makeProblemLine).join(" | ") };
	if (!hasLawfulRequests(parsed.value)) return { flaw: "unlawful", why: "The rules of its requests cannot be read." };
	if (parsed.value.town.id !== town)
		return { flaw: "unlawful", why: `The dataset is of ${parsed.value.town.id}, the address of ${town}.` };
	const [base, acceptLoss] = [form.get(BASE), form.get(ACCEPT_LOSS) === "true"];
	const hash = await sha256(bytes);
	return { files, dataset: parsed.value, hash, base: typeof base === "string" ? base : "", acceptLoss };
}
