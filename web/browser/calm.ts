/** In milliseconds: a device that never rests is not waited for. */
const LONGEST = 2_000;

/** When the page has been loaded and the device has nothing else to do. */
export async function calm(): Promise<void> {
	if (document.readyState !== "complete")
		await new Promise((loaded) => addEventListener("load", loaded, { once: true }));
	await new Promise<unknown>((idle) =>
		// Safari has no idle callbacks yet.
		"requestIdleCallback" in globalThis
			? requestIdleCallback(idle, { timeout: LONGEST })
			: setTimeout(idle, LONGEST / 10),
	);
}
