import { gunzip, type Member, membersOfTar } from "../read/archive.ts";
import { firstSheetAsCsv } from "../read/workbook.ts";
import type { FoundFile } from "./guess.ts";

/** As many as tell the form of all. */
const SAMPLE = 20;

/** What lies in a file: the sheets of a workbook, the files of an archive by folder, or the file itself. */
export async function unpacked(name: string, bytes: Uint8Array): Promise<FoundFile[]> {
	if (bytes[0] === 0x1f && bytes[1] === 0x8b) return inArchive(name, bytes);
	if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return [{ name, bytes }];
	const csv = await firstSheetAsCsv(bytes, name);
	return [{ name, bytes, ...(csv !== "" && { sheet: { name: 1, csv } }) }];
}

async function inArchive(name: string, bytes: Uint8Array): Promise<FoundFile[]> {
	const content = await gunzip(bytes);
	const members = content ? membersOfTar(content) : [];
	const groups = [...Map.groupBy(members, ({ name: member }) => patternOf(member))];
	return groups.length === 0
		? [{ name, bytes }]
		: groups.map(([pattern, alike]) => asOne(`${name} > ${pattern}`, alike));
}

function asOne(name: string, [first, ...others]: readonly Member[]): FoundFile {
	const alike = others.slice(0, SAMPLE).map(({ bytes }) => bytes);
	return { name, bytes: first?.bytes ?? new Uint8Array(), ...(alike.length > 0 && { alike }) };
}

/** `dates/*.json` */
function patternOf(member: string): string {
	const folder = member.slice(0, member.lastIndexOf("/") + 1);
	return `${folder}*${/\.\w+$/u.exec(member)?.[0] ?? ""}`;
}
