/** `{town}.{slice}.{name}`: where a subscription lives. */
export interface SubscriptionId {
	readonly town: string;
	readonly slice: number;
	readonly name: string;
}

/** `undefined` for what cannot be one: no storage is touched for it. The town may be unknown. */
export function parseSubscriptionId(text: string, slices: number): SubscriptionId | undefined {
	const [town = "", number = "", name = "", ...rest] = text.split(".");
	const slice = /^\d{1,3}$/u.test(number) ? Number(number) : -1;
	const isLawful = slice >= 0 && slice < slices && /^[A-Za-z0-9_-]{22}$/u.test(name) && rest.length === 0;
	return isLawful ? { town, slice, name } : undefined;
}
