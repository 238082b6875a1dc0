/** What is used of web-push 3.6: its own types would bring all of Node's into the worker; the launcher makes the keys. */
declare module "web-push" {
	interface RequestDetails {
		readonly method: string;
		readonly headers: Readonly<Record<string, string | number>>;
		readonly body: Uint8Array;
	}

	const webpush: {
		generateVAPIDKeys(): { readonly publicKey: string; readonly privateKey: string };
		generateRequestDetails(
			subscription: { readonly endpoint: string; readonly keys: { readonly p256dh: string; readonly auth: string } },
			payload: string,
			options: {
				readonly TTL: number;
				readonly urgency: "high";
				readonly topic: string;
				readonly contentEncoding: "aes128gcm";
				readonly headers: Readonly<Record<string, string>>;
			},
		): RequestDetails;
	};
	export default webpush;
}
