// Stands in the document itself, which names it by its hash in the content security policy.
// Who is beyond the first question, or looks at another view, is not asked it for a moment.
const isKnown = location.hash || isBeyond();
const [main, ...others] = ["%CHUNKS%"];
let begun = false;
const begin = () => {
	if (begun) return;
	begun = true;
	import(main);
	for (const href of others)
		setTimeout(() =>
			document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href })),
		);
};
if (isKnown) {
	document.documentElement.id = "known";
	begin();
}
// What is pressed meanwhile is done when the page is there.
addEventListener("click", (event) => {
	const [pressed] = event.composedPath();
	if (document.getElementById("shell")?.contains(event.target)) globalThis.pressedEarly = pressed;
});
// The click follows when the finger is up; until then nothing is put in its place.
for (const name of ["pointerdown", "pointerup", "pointercancel"])
	addEventListener(name, () => {
		const isDown = name === "pointerdown";
		const tell = () => {
			globalThis.isPressed = isDown;
		};
		isDown ? tell() : setTimeout(tell, 60);
	});
// Chromium may offer the installation before anything of the page is there to take it.
addEventListener("beforeinstallprompt", (event) => {
	event.preventDefault();
	globalThis.offeredEarly = event;
});
// Painted first, then made alive: on a slow line or a slow phone the script would only stand in the way.
new PerformanceObserver(begin).observe({ type: "paint", buffered: true });
// Tabs in the background are not painted.
setTimeout(begin, 1000);

/** By the answers that `web/app/page-history.ts` keeps for a reload; `false` where storage is refused. */
function isBeyond() {
	try {
		const { street, place } = JSON.parse(sessionStorage.getItem("tonnentag-steps"))[history.state.step];
		return Boolean(street || place);
	} catch {
		return false;
	}
}
