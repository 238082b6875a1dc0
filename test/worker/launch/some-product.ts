import { afterEach } from "vitest";
import { Product } from "./product.ts";

/** Products for the tests of a file, each gone after the test that took it. */
export function useProducts(): { readonly bare: () => Product; readonly withTown: () => Product } {
	const products: Product[] = [];
	afterEach(async () => {
		for (const product of products.splice(0)) await product.remove();
	});
	const bare = () => {
		const product = new Product();
		products.push(product);
		return product;
	};
	const withTown = () => {
		const product = bare();
		product.writeTown();
		return product;
	};
	return { bare, withTown };
}
