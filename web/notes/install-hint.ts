import { isInstalled } from "../browser/platform.ts";
import { deviceStore } from "../device/device-store.ts";

/** Chromium's question, kept until the household has seen what the page is good for. */
export interface InstallQuestion extends Event {
	prompt(): Promise<{ outcome: "accepted" | "dismissed" }>;
}

/** For so long a hint that was sent away does not come back. */
const REST = 90 * 24 * 3_600_000;

export async function isHintWelcome(now: number): Promise<boolean> {
	const gone = await deviceStore.get("hintGone");
	return !isInstalled() && (gone === undefined || now - gone > REST);
}
