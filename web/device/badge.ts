/** The number on the app's icon: Android, Firefox and pages that are not installed have none. */
interface Badged {
	setAppBadge?: (count: number) => Promise<void>;
	clearAppBadge?: () => Promise<void>;
}

/** How many bins are due. Never throws: a number on an icon is worth no error. */
export async function setBadge(count: number): Promise<void> {
	await (navigator as Badged).setAppBadge?.(count).catch(() => undefined);
}

export async function clearBadge(): Promise<void> {
	await (navigator as Badged).clearAppBadge?.().catch(() => undefined);
}
