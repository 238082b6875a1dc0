import type { Contact } from "../../../data/model/town.ts";

/** Apple refuses blanks, brackets and `localhost`; a top-level domain of letters is the least that all ask for. */
const MAIL = /^[^\s<>@,;:"()[\]]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/iu;

/** The `sub` of a town's tokens (RFC 8292 2.1): where a push service complains. `undefined`: the town names no such place. */
export function subjectOf({ email, url }: Contact): string | undefined {
	if (MAIL.test(email)) return `mailto:${email}`;
	const page = url === undefined ? null : URL.parse(url);
	return page?.protocol === "https:" && page.hostname.includes(".") ? page.href : undefined;
}
