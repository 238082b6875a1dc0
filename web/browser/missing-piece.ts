/** Tells when a piece of the page could not be loaded. Browsers have no word in common for it but this. */
export function whenPieceIsMissing(tell: () => unknown): void {
	addEventListener("unhandledrejection", ({ reason }) => {
		if (reason instanceof TypeError && / module/u.test(reason.message)) tell();
	});
}
