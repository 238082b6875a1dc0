/**
 * What was pressed may go away and take the focus along: who uses the keyboard or a screen
 * reader would begin at the top of the page again. The focus then goes to what stands around
 * it: the heading there, else the first thing to press.
 */
const STARTS = ["h1[tabindex], h2[tabindex], h3[tabindex]", "button, a[href], input, summary"];
/** Milliseconds: what a press sets going may take a while. */
const LONGEST = 20_000;

let latest: Event | undefined;

export function keepFocus(): void {
	addEventListener("click", (event) => follow(event, event.composedPath()), { capture: true });
}

async function follow(press: Event, path: readonly EventTarget[]): Promise<void> {
	latest = press;
	const [pressed] = path;
	if (!(pressed instanceof Element)) return;
	while (pressed.isConnected && latest === press && new Event("").timeStamp - press.timeStamp < LONGEST)
		await new Promise(requestAnimationFrame);
	// Whoever knows better where to go on has done it by now.
	await new Promise((later) => setTimeout(later, 50));
	if (pressed.isConnected || latest !== press || document.activeElement !== document.body) return;
	startAround(path)?.focus({ preventScroll: true });
}

/** Within the innermost element of the page that is still there. */
function startAround(path: readonly EventTarget[]): HTMLElement | undefined {
	for (const each of path) {
		if (!(each instanceof ShadowRoot) || !each.host.isConnected) continue;
		for (const start of STARTS) {
			const found = firstIn(each, start);
			if (found) return found;
		}
	}
	return undefined;
}

function firstIn(root: ParentNode, start: string): HTMLElement | undefined {
	for (const each of root.querySelectorAll<HTMLElement>("*")) {
		if (each.matches(start) && each.checkVisibility()) return each;
		const inside = each.shadowRoot && firstIn(each.shadowRoot, start);
		if (inside) return inside;
	}
	return undefined;
}
