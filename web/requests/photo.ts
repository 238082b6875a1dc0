/** At the longer side. */
const MOST_PIXELS = 1600;
/** Octets. */
const MOST = 400_000;
const QUALITIES = [0.85, 0.7, 0.55, 0.4];

/**
 * A picture as it may leave the device: drawn anew, so that nothing is left of what the camera wrote into it (place,
 * time, maker), and small. Base64; `undefined` for what this browser cannot show.
 */
export async function shrunk(file: Blob): Promise<string | undefined> {
	const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => undefined);
	if (!picture) return undefined;
	const scale = Math.min(1, MOST_PIXELS / Math.max(picture.width, picture.height));
	const canvas = document.createElement("canvas");
	canvas.width = Math.max(1, Math.round(picture.width * scale));
	canvas.height = Math.max(1, Math.round(picture.height * scale));
	canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
	picture.close();
	const jpeg = await smallEnough(canvas);
	return jpeg && base64(jpeg);
}

async function smallEnough(canvas: HTMLCanvasElement): Promise<Blob | undefined> {
	let jpeg: Blob | null = null;
	for (const quality of QUALITIES) {
		jpeg = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", quality));
		if (!jpeg || jpeg.size <= MOST) break;
	}
	return jpeg?.type === "image/jpeg" ? jpeg : undefined;
}

async function base64(blob: Blob): Promise<string> {
	const bytes = new Uint8Array(await blob.arrayBuffer());
	const pieces: string[] = [];
	for (let at = 0; at < bytes.length; at += 0x8000)
		pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
	return btoa(pieces.join(""));
}

/** The other way round. */
export function jpegOf(base64: string): Blob {
	return new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type: "image/jpeg" });
}
