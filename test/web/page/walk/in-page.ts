/** Run within the page: what can be pressed there, and all that a press may change. */

export interface Control {
	readonly at: number;
	readonly words: string;
	readonly x: number;
	readonly y: number;
}

/** Puts the helpers of the walk into every page of a context, before its own scripts. */
export function helpInPage(): void {
	const PRESSABLE = "button, a[href], summary, label, input[type=checkbox], [role=option], td[data-day]";
	const deep = (root: ParentNode): Element[] =>
		[...root.querySelectorAll("*")].flatMap((each) => [each, ...(each.shadowRoot ? deep(each.shadowRoot) : [])]);
	const isElsewhere = (each: Element) =>
		each.matches("a[target], a[download], [disabled], #shell *, label.unseen") ||
		(each instanceof HTMLAnchorElement && each.origin !== location.origin);
	const wordsOf = (each: Element) =>
		`${each.localName} ${(each.ariaLabel ?? each.textContent ?? "").replaceAll(/\s+/gu, " ").trim()}`;
	const controls = () => {
		const all = deep(document).filter((each) => each.matches(PRESSABLE) && !isElsewhere(each));
		// A box within its label is the label's.
		return all.filter((each) => each.checkVisibility() && !(each.localName === "input" && each.closest("label")));
	};
	const entered = (node: Element): string => {
		if (node instanceof HTMLDetailsElement) return ` [${node.open}]`;
		if (!(node instanceof HTMLInputElement)) return "";
		return ` [${node.type === "checkbox" ? node.checked : node.value}]`;
	};
	const seen = (node: Node): string => {
		if (node instanceof Text) return node.data;
		if (!(node instanceof Element) || ["style", "script", "pre", "svg"].includes(node.localName)) return "";
		if (!node.checkVisibility() && node.localName !== "option") return "";
		return ` ${[...(node.shadowRoot ?? node).childNodes].map(seen).join("")}${entered(node)}`;
	};
	const active = (): Element => {
		let element = document.activeElement ?? document.body;
		while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
		return element;
	};
	const stored = (name: string) =>
		new Promise<unknown>((told) => {
			const asked = indexedDB.open(name, 1);
			asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
			asked.onsuccess = () => {
				const store = asked.result.transaction("kept").objectStore("kept");
				const [keys, values] = [store.getAllKeys(), store.getAll()];
				values.onsuccess = () => {
					asked.result.close();
					told(keys.result.map((key, at) => [key, values.result[at]]));
				};
			};
		});
	const state = async () => {
		const steps: unknown[] = Object.values(JSON.parse(sessionStorage.getItem("tonnentag-steps") ?? "{}"));
		const kept = [await stored("tonnentag"), await stored("tonnentag-device"), steps.slice(-1)];
		return {
			where: location.pathname + location.hash,
			depth: history.state?.depth ?? 0,
			title: document.title,
			lang: document.documentElement.lang,
			text: seen(document.body).replaceAll(/\s+/gu, " "),
			focus: `${active().localName} ${active().ariaLabel ?? active().id} ${active().textContent?.slice(0, 40)}`,
			kept: JSON.stringify(kept)
				.replaceAll(/"id":"[^"]*"/gu, "")
				.replaceAll(/\["heard",\d+\]/gu, ""),
		};
	};
	const gaps: number[] = [];
	for (const name of ["pointerdown", "keydown"]) addEventListener(name, ({ timeStamp }) => gaps.push(timeStamp), true);
	Object.assign(globalThis, {
		walk: {
			state,
			gaps,
			list: () => controls().map((each, at) => ({ at, words: wordsOf(each) })),
			/** Brings it into view and marks it; its middle, or where else it can be hit. */
			aim: (at: number) => {
				const each = controls()[at];
				each?.scrollIntoView({ block: "center", behavior: "instant" });
				Object.assign(globalThis, { aimed: each, aimedWords: each && wordsOf(each) });
				const { x = 0, y = 0, width = 0, height = 0 } = each?.getClientRects()[0] ?? {};
				return { x: x + width / 2, y: y + height / 2 };
			},
			focus: () => {
				const { aimed } = globalThis as { aimed?: HTMLElement };
				(aimed?.querySelector<HTMLElement>("input") ?? aimed)?.focus();
			},
			/** Whether the control that was pressed still lies there, with the same words. */
			stays: (x: number, y: number, isKey: boolean) => {
				const { aimed, aimedWords } = globalThis as { aimed?: Element; aimedWords?: string };
				let under = isKey ? active() : document.elementFromPoint(x, y);
				while (!isKey && under?.shadowRoot) {
					const next: Element | null = under.shadowRoot.elementFromPoint(x, y);
					if (!next || next === under) break;
					under = next;
				}
				const isIt = aimed?.isConnected && (under === aimed || aimed.contains(under));
				return Boolean(isIt && aimed && wordsOf(aimed) === aimedWords);
			},
		},
	});
}

export interface State {
	readonly where: string;
	readonly depth: number;
	readonly title: string;
	readonly lang: string;
	readonly text: string;
	readonly focus: string;
	readonly kept: string;
}

export interface Walk {
	readonly state: () => Promise<State>;
	readonly gaps: number[];
	readonly list: () => { at: number; words: string }[];
	readonly aim: (at: number) => { x: number; y: number };
	readonly focus: () => void;
	readonly stays: (x: number, y: number, isKey: boolean) => boolean;
}
