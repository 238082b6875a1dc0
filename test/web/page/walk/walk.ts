import type { BrowserContextOptions, Page } from "playwright-core";
import type { Control, State, Walk } from "./in-page.ts";
import { goTo, type Place } from "./places.ts";

/** How somebody presses. */
export type Way = "touch" | "mouse" | "Enter" | " " | "held";

export interface Trial {
	readonly place: Place;
	readonly control: Omit<Control, "x" | "y">;
	readonly way: Way;
	/** In milliseconds, from press to press. */
	readonly gap: number;
}

/** Beyond this, presses are two deliberate ones: a busy machine makes them so. */
const STILL = 480;
const DELIBERATE = 900;

export const WIDTHS: Readonly<Record<number, BrowserContextOptions>> = {
	320: { viewport: { width: 320, height: 640 }, hasTouch: true },
	390: { viewport: { width: 390, height: 844 }, hasTouch: true },
	1280: { viewport: { width: 1280, height: 800 } },
};

/** Presses twice, and compares with who pressed once. */
export class Walker {
	readonly #page: Page;
	readonly #origin: string;
	readonly #once = new Map<string, { state: State; stays: boolean }>();

	constructor(page: Page, origin: string) {
		this.#page = page;
		this.#origin = origin;
	}

	async controls(place: Place): Promise<Omit<Control, "x" | "y">[]> {
		await this.#open(place);
		return this.#page.evaluate(() => (globalThis as unknown as { walk: Walk }).walk.list());
	}

	/** What went wrong, in words; nothing where all is well, or the machine was too busy to press so fast. */
	async judge(trial: Trial): Promise<string | undefined> {
		const { place, control, way, gap } = trial;
		const name = `${place.name}: ${control.words.slice(0, 50)}, ${way}, ${gap} ms`;
		const once = await this.#pressedOnce(trial);
		// Another document begins at its beginning.
		const isLeft = place.path !== undefined && control.words.startsWith("a ");
		if (!isLeft && once.state.focus.startsWith("body")) return `${name}: the focus is on body after one press`;
		const at = await this.#aim(trial);
		const slow = once.stays ? await this.#twice(trial, at, DELIBERATE) : undefined;
		const wanted = slow?.state ?? once.state;
		if (slow) await this.#aim(trial);
		const { state, isFast } = await this.#twice(trial, at, gap);
		if (!isFast && !once.stays) return undefined;
		const other = (Object.keys(wanted) as (keyof State)[]).filter((key) => state[key] !== wanted[key]);
		return other.length === 0 ? undefined : `${name}: ${other.map((key) => differing(key, wanted, state)).join("; ")}`;
	}

	async #pressedOnce(trial: Trial): Promise<{ state: State; stays: boolean }> {
		const { place, control, way } = trial;
		const key = JSON.stringify([place.name, control, way === "held" ? "Enter" : way]);
		const known = this.#once.get(key);
		if (known) return known;
		const { x, y } = await this.#aim(trial);
		await this.#press(way === "held" ? "Enter" : way, x, y);
		const state = await this.#settled();
		const isKey = way !== "touch" && way !== "mouse";
		const stays = await this.#page.evaluate(
			([left, top, key]) => (globalThis as unknown as { walk: Walk }).walk.stays(left, top, key),
			[x, y, isKey] as const,
		);
		const told = { state, stays: stays && way !== "held" && state.depth === (place.step ? 1 : 0) };
		this.#once.set(key, told);
		return told;
	}

	async #twice({ way }: Trial, { x, y }: { x: number; y: number }, gap: number) {
		if (way === "held") await this.#hold(gap);
		else {
			// Not waited for: a finger does not wait for the page either.
			const first = this.#press(way, x, y);
			await wait(gap);
			await Promise.all([first, this.#press(way, x, y)]);
		}
		const state = await this.#settled();
		const times = await this.#page.evaluate(() => (globalThis as unknown as { walk: Walk }).walk.gaps.slice(-2));
		const [from = 0, to = 0] = times;
		return { state, isFast: to - from < STILL };
	}

	/** A key that stays down repeats itself. */
	async #hold(time: number): Promise<void> {
		await this.#page.keyboard.down("Enter");
		for (let held = 0; held < time; held += 30) {
			await wait(30);
			await this.#page.keyboard.down("Enter");
		}
		await this.#page.keyboard.up("Enter");
	}

	async #press(way: Way, x: number, y: number): Promise<void> {
		if (way === "touch") await this.#page.touchscreen.tap(x, y);
		else if (way === "mouse") await this.#page.mouse.click(x, y);
		else await this.#page.keyboard.press(way);
	}

	async #open(place: Place): Promise<void> {
		await goTo(this.#page, this.#origin, place);
		await this.#settled();
	}

	async #aim({ place, control, way }: Trial): Promise<{ x: number; y: number }> {
		await this.#open(place);
		const isKey = way !== "touch" && way !== "mouse";
		const at = await this.#page.evaluate(
			([nth, key]) => {
				const { walk } = globalThis as unknown as { walk: Walk };
				const point = walk.aim(nth);
				if (key) walk.focus();
				return point;
			},
			[control.at, isKey] as const,
		);
		await this.#page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
		return at;
	}

	/** When nothing changes any more, and what stands there can be pressed. */
	async #settled(): Promise<State> {
		for (let before = "", tries = 0; tries < 200; tries++) {
			const state = await this.#page
				.evaluate(async () => {
					await new Promise((later) => setTimeout(later, 120));
					const isOpen = document.body.style.pointerEvents === "";
					const told = await (globalThis as unknown as { walk: Walk }).walk.state();
					return { ...told, isOpen };
				})
				.catch(() => undefined);
			const now = JSON.stringify(state);
			if (state?.isOpen && now === before) {
				const { isOpen: _, ...told } = state;
				return told;
			}
			before = now;
			if (!state) await wait(50);
		}
		throw new Error("the page never rests");
	}
}

function differing(key: keyof State, wanted: State, state: State): string {
	const [one, other] = [String(wanted[key]), String(state[key])];
	let from = 0;
	while (from < one.length && one[from] === other[from]) from++;
	const start = Math.max(0, from - 20);
	return `${key} "${one.slice(start, from + 60)}" became "${other.slice(start, from + 60)}"`;
}

function wait(time: number): Promise<void> {
	return new Promise((later) => setTimeout(later, time));
}
