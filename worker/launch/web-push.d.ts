declare module "web-push" {
	const webpush: { generateVAPIDKeys(): { readonly publicKey: string; readonly privateKey: string } };
	export default webpush;
}
