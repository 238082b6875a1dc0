export function isInstalled(): boolean {
	return (
		matchMedia("(display-mode: standalone)").matches || (navigator as { standalone?: boolean }).standalone === true
	);
}

/** iPads say that they are Macs, but Macs have no touch screen. */
export function isApplePhone({
	userAgent,
	maxTouchPoints,
}: Pick<Navigator, "userAgent" | "maxTouchPoints"> = navigator): boolean {
	return /iPhone|iPad|iPod/u.test(userAgent) || (userAgent.includes("Macintosh") && maxTouchPoints > 1);
}
