/**
 * What stays at the lower edge of the screen covers what is scrolled there. How much of it there is
 * is said to the whole page (`style/page.css`): whatever takes the focus stops above it.
 */
export class LowerEdge {
	readonly #name: string;
	readonly #watch: ResizeObserver;

	/** `name` is the custom property that says its height. */
	constructor(name: `--${string}`, element: HTMLElement) {
		this.#name = name;
		this.#watch = new ResizeObserver(() => this.#tell(heightOf(element)));
		this.#watch.observe(element);
	}

	/** It has gone. */
	leave(): void {
		this.#watch.disconnect();
		this.#tell(0);
	}

	#tell(height: number): void {
		const { style } = document.documentElement;
		if (height > 0) style.setProperty(this.#name, `${height}px`);
		else style.removeProperty(this.#name);
	}
}

/** On a low screen it may stand at the end of the page instead. */
function heightOf(element: HTMLElement): number {
	return getComputedStyle(element).position === "static" ? 0 : element.offsetHeight;
}
