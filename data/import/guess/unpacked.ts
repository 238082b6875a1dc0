import { openArchive } from "../read/archive.ts";
import { sheetAsCsv, sheetNames } from "../read/workbook.ts";
import type { FoundFile } from "./guessed.ts";

/** As many as tell the form of all. */
const SAMPLE = 20;
const MOST_SHEETS = 40;

/** What lies in a file: the sheets of a workbook, the files of an archive by folder, or the file itself. */
export async function unpacked(name: string, bytes: Uint8Array): Promise<FoundFile[]> {
	const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
	const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
	const sheets = isZip ? await sheetsOf(name, bytes) : [];
	const inside = sheets.length === 0 && (isZip || isGzip) ? await inArchive(name, bytes) : sheets;
	return inside.length > 0 ? inside : [{ name, bytes }];
}

/** Sheets with something in them. */
async function sheetsOf(name: string, bytes: Uint8Array): Promise<FoundFile[]> {
	const found: FoundFile[] = [];
	for (const sheet of (await sheetNames(bytes)).slice(0, MOST_SHEETS)) {
		const csv = await sheetAsCsv(bytes, name, sheet);
		if (csv !== undefined && /[^;\s]/u.test(csv)) found.push({ name, bytes, sheet: { name: sheet, csv } });
	}
	return found;
}

async function inArchive(name: string, bytes: Uint8Array): Promise<FoundFile[]> {
	const members = (await openArchive(bytes, () => true))?.members ?? new Map<string, Uint8Array | undefined>();
	const readable = [...members].flatMap(([member, content]) => (content ? [{ member, content }] : []));
	const groups = [...Map.groupBy(readable, ({ member }) => patternOf(member))];
	return groups.map(([pattern, alike]) => {
		const [first = new Uint8Array(), ...others] = alike.slice(0, SAMPLE + 1).map(({ content }) => content);
		return { name: `${name} > ${pattern}`, bytes: first, ...(others.length > 0 && { alike: others }) };
	});
}

/** `dates/*.json` */
function patternOf(member: string): string {
	const folder = member.slice(0, member.lastIndexOf("/") + 1);
	return `${folder}*${/\.\w+$/u.exec(member)?.[0] ?? ""}`;
}
