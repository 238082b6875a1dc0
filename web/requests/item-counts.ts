import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import type { OfferOf } from "../../data/model/offer-shape.ts";
import { euros, count as inWords } from "./request-words.ts";

export type Pile = readonly { readonly id: string; readonly count: number }[];

/** `2 × Stuhl`; of a thing that is gone its id. */
export function itemWords(
	items: readonly { readonly id: string; readonly label: string }[],
	{ id, count }: Pile[number],
): string {
	return `${count} × ${items.find((item) => item.id === id)?.label ?? id}`;
}

/** One line for each thing, with a button less and one more. */
export function itemCounts({ items }: OfferOf<"bulky">, pile: Pile, change: (pile: Pile) => void) {
	return html`<ul class="items">${items.map(({ id, label, litres, most = 500, cents }) => {
		const now = pile.find((each) => each.id === id)?.count ?? 0;
		const to = (count: number) => change(withCount(items, pile, id, count));
		return html`<li class="item"><span><strong lang="de">${label}</strong> <span class="soft small">${msg(str`${inWords(litres)} Liter`)}${cents ? ` · ${euros(cents)}` : nothing}</span></span>
			<span class="count"><button type="button" aria-label=${msg(str`Eins weniger: ${label}`)} ?disabled=${now === 0} @click=${() => to(now - 1)}>−</button>
			<output data-item=${id}>${now}</output><button type="button" aria-label=${msg(str`Eins mehr: ${label}`)} ?disabled=${now >= most} @click=${() => to(now + 1)}>+</button></span></li>`;
	})}</ul>`;
}

/** In the order of the offer. */
function withCount(items: readonly { readonly id: string }[], pile: Pile, id: string, count: number): Pile {
	const countOf = (item: string) => (item === id ? count : (pile.find((each) => each.id === item)?.count ?? 0));
	return items.map((item) => ({ id: item.id, count: countOf(item.id) })).filter((each) => each.count > 0);
}
