/** What a failure may say in the log: its kind, without addresses that a runtime puts into its messages. */
export function shorten(error: unknown): string {
	const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
	return text.replace(/https?:\/\/\S+/gu, "(address)").slice(0, 160);
}
