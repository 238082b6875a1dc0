import type { Town } from "../../data/model/town.ts";

/** Where no reminder can ever come, nobody is asked. An Apple device can once the page is installed. */
export function mayRemind(town: Town | undefined): boolean {
	if (town?.confirmed === false) return false;
	return "PushManager" in window || /iPhone|iPad|Macintosh/.test(navigator.userAgent);
}
