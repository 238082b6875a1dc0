import * as v from "valibot";
import { type FileHost, type HomeFiles, isLawfulPath, openAnswer } from "./files.ts";

const listing = v.array(v.object({ name: v.string(), type: v.string() }));

/**
 * A disk service of workerd. As seen on 2026-08-15 it reads anew at each request,
 * answers files as `application/octet-stream` and folders as a JSON list, sends
 * Last-Modified and Content-Length, and ignores conditional requests. Links are followed; a list names them as such.
 */
export function diskFiles(host: FileHost): HomeFiles {
	return {
		async open(path) {
			if (!isLawfulPath(path)) return undefined;
			const answer = await host.fetch(`http://disk/${path}`);
			if (answer.ok && !isFolder(answer)) return openAnswer(answer, stampOf(answer));
			await answer.body?.cancel();
			return undefined;
		},
		async folders() {
			const answer = await host.fetch("http://disk/");
			const entries = v.parse(listing, await answer.json());
			return entries.filter(({ type }) => type === "directory" || type === "symlink").map(({ name }) => name);
		},
	};
}

function isFolder(answer: Response): boolean {
	return answer.headers.get("content-type") === "application/json";
}

function stampOf({ headers }: Response): string {
	return `${headers.get("last-modified")} ${headers.get("content-length")}`;
}
