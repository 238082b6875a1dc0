import * as v from "valibot";
import { type FileHost, type HomeFiles, isLawfulPath, openAnswer } from "./files.ts";

const index = v.array(v.string());

/**
 * The assets of a Cloudflare Worker below `folder`. Assets cannot be listed, so the
 * build lays an `index.json` with the names of the folders beside them.
 */
export function assetFiles(host: FileHost, folder: string): HomeFiles {
	const open = async (path: string) => {
		if (!isLawfulPath(path)) return undefined;
		const answer = await host.fetch(`http://assets/${folder}/${path}`);
		if (answer.ok) return openAnswer(answer, answer.headers.get("etag") ?? undefined);
		await answer.body?.cancel();
		return undefined;
	};
	return {
		open,
		async folders() {
			const file = await open("index.json");
			return file ? v.parse(index, JSON.parse(new TextDecoder().decode(await file.bytes()))) : [];
		},
	};
}
