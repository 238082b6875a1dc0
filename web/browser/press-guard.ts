/**
 * A press means what stood under it when it began. The second of a double tap, a key that is
 * held, a finger that comes down while the view is exchanged: they would reach what stands
 * there next, and are let go. Who presses without pointer and keys (a screen reader, a
 * switch, a voice) has heard what it is, and is never kept waiting.
 */

/** In milliseconds: so long a new view stands before it can be pressed, and so far apart are deliberate presses. */
const STILL = 500;
/** In pixels: presses that are closer meant the same point. */
const NEAR = 30;
const PRESSABLE = "button, a, input, select, summary, label, [role=option], td";

interface Press {
	readonly by: "pointer" | "key";
	/** The view that it began on. */
	readonly view: number;
	readonly control: Element | undefined;
	readonly words: string | null | undefined;
	readonly x: number;
	readonly y: number;
	readonly isDead: boolean;
	at: number;
}

let view = 0;
let viewSince = -STILL;
/** The view in which somebody has typed since: they have seen it. */
let typedIn = -1;
/** The press that lasts, or the last one. */
let press: Press | undefined;
let isHeld = false;
let opening: ReturnType<typeof setTimeout> | undefined;

/** Another view stands there, or has just been drawn. */
export function viewExchanged(): void {
	view++;
	rest(new Event("").timeStamp);
}

/** Notices when another view stands there than stood there before: nobody meant it yet. */
export class StandingView {
	/** The last one, in words that nobody reads. */
	#last = "";

	/** `view` is its element, of which the class may still be on its way; `state` is what it shows. */
	look(view: Element | null | undefined, isSeen: boolean, ...state: readonly unknown[]): void {
		const name = view?.localName ?? "";
		const now = JSON.stringify([name, ...state]);
		const isOther = now !== this.#last;
		this.#last = now;
		if (!isOther || !isSeen) return;
		viewExchanged();
		if (name.includes("-") && !customElements.get(name)) customElements.whenDefined(name).then(viewExchanged);
	}
}

/** For a pointer there is nothing to press until the view has stood still. */
function rest(now: number): void {
	viewSince = now;
	const { style } = document.body;
	style.pointerEvents = "none";
	// For what lies above the page with pointer events of its own.
	style.setProperty("--pressable", "none");
	clearTimeout(opening);
	opening = setTimeout(() => {
		style.pointerEvents = "";
		style.removeProperty("--pressable");
	}, STILL);
}

function begin(by: Press["by"], event: Event, x: number, y: number): void {
	const control = event
		.composedPath()
		.find((each): each is Element => each instanceof Element && each.matches(PRESSABLE));
	const words = control?.ariaLabel ?? control?.textContent;
	const now = { by, view, control, words, x, y, at: event.timeStamp };
	const isDead = isEarly(now) || isOther(now);
	if (isDead) rest(now.at);
	// After a press that was let go, the next is still compared with the one that acted.
	press = { ...now, ...(isDead && press && { control: press.control, words: press.words }), isDead };
}

function isEarly({ by, at }: Omit<Press, "isDead">): boolean {
	if (at - viewSince >= STILL) return false;
	return by === "pointer" || (press?.by !== "pointer" && typedIn !== view);
}

/** At the same point, at once, and yet upon something else: it was put there by the press before. */
function isOther({ by, control, words, x, y, at }: Omit<Press, "isDead">): boolean {
	if (!press?.control || press.by !== by || at - press.at >= STILL || Math.hypot(x - press.x, y - press.y) >= NEAR)
		return false;
	return control !== press.control || words !== press.words;
}

function letGo(event: Event): void {
	event.preventDefault();
	event.stopImmediatePropagation();
}

/** Presses down to their click; a click counts where the press was alive and its view still stands. */
function follow(event: MouseEvent): void {
	const isOfKey = event.detail === 0;
	if (!press || (isOfKey && !isHeld) || isOfKey !== (press.by === "key")) return;
	if (press.isDead || press.view !== view) letGo(event);
	else if (event.type === "click") press.at = event.timeStamp;
}

function isOfText(event: Event): boolean {
	const [target] = event.composedPath();
	return target instanceof HTMLInputElement && !["checkbox", "radio"].includes(target.type);
}

/** What follows is meant for what stands there now. */
function write(): void {
	typedIn = view;
	press = undefined;
}

function keyDown(event: KeyboardEvent): void {
	const isText = isOfText(event);
	if (event.isComposing) return;
	// In a field the space bar writes; unless it was just pressed upon something else.
	const isWritten = event.key === " " && isText && press?.by !== "key";
	if ((event.key !== "Enter" && event.key !== " ") || isWritten) {
		return write();
	}
	if (event.repeat) {
		if (press) press.at = event.timeStamp;
		return letGo(event);
	}
	begin("key", event, 0, 0);
	isHeld = true;
	if (press?.isDead) letGo(event);
}

function keyUp(event: KeyboardEvent): void {
	if (press?.by !== "key") return;
	if (press.isDead) letGo(event);
	else press.at = event.timeStamp;
	// The click of a space bar follows at once.
	setTimeout(() => {
		isHeld = false;
	});
}

/** Before anything else hears of it. */
export function guardPresses(): void {
	const hear = <Name extends keyof WindowEventMap>(name: Name, act: (event: WindowEventMap[Name]) => void) =>
		addEventListener(name, act, { capture: true });
	// Points of the page, not of the window: who has scrolled meanwhile means something else.
	hear("pointerdown", (event) => begin("pointer", event, event.pageX, event.pageY));
	// Dead ones also take no focus and open no list.
	for (const name of ["mousedown", "click", "dblclick"] as const) hear(name, follow);
	hear("keydown", keyDown);
	hear("keyup", keyUp);
	// Dictated, pasted and filled in without a key.
	hear("input", (event) => {
		if (isOfText(event)) write();
		else typedIn = view;
	});
	hear("blur", (event) => {
		if (event.target === window) isHeld = false;
	});
}
