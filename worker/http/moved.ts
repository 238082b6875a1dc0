/** A place has another's address by now. Only 308 is remembered by calendar apps, and it keeps the method. */
export function moved(location: string): Response {
	return new Response(null, { status: 308, headers: { location, "cache-control": "public, max-age=300" } });
}
