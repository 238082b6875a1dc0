/** Which slice an endpoint belongs to: the same one for ever, as long as the number of slices stays. */
export async function sliceOf(endpoint: string, slices: number): Promise<number> {
	const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
	return new DataView(hash).getUint32(0) % slices;
}
