/** Whoever sends drop by drop is cut off. */
const LONGEST = 15_000;

/** A body of a bounded size. Counts what really comes: Content-Length may lie or be missing. */
export async function readOctets(request: Request, most: number): Promise<Uint8Array<ArrayBuffer> | "large" | "slow"> {
	const read = readAll(request, most);
	// Cut off, it fails later, and nobody listens any more.
	read.catch(() => undefined);
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => resolve("slow"), LONGEST);
		read.then(resolve, reject).finally(() => clearTimeout(timer));
	});
}

async function readAll(request: Request, most: number): Promise<Uint8Array<ArrayBuffer> | "large"> {
	const chunks: Uint8Array<ArrayBuffer>[] = [];
	let length = 0;
	for await (const chunk of request.body ?? []) {
		length += chunk.length;
		if (length > most) return "large";
		chunks.push(chunk);
	}
	return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
