/** A client made of `openapi.json` and nothing else: what the document does not say, it cannot do. */

interface Schema {
	readonly $ref?: string;
	readonly type?: string;
	readonly format?: string;
	readonly pattern?: string;
	readonly enum?: readonly unknown[];
	readonly const?: unknown;
	readonly required?: readonly string[];
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly items?: Schema;
	readonly anyOf?: readonly Schema[];
}

interface Parameter {
	readonly name: string;
	readonly in: string;
	readonly required?: boolean;
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>;

interface Operation {
	readonly operationId: string;
	readonly tags?: readonly string[];
	readonly description?: string;
	readonly parameters?: readonly Parameter[];
	readonly requestBody?: { readonly content: Content };
	readonly security?: readonly Readonly<Record<string, unknown>>[];
	readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

export interface OpenApi {
	readonly servers: readonly { readonly url: string }[];
	readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
	readonly components: {
		readonly schemas: Readonly<Record<string, Schema>>;
		readonly securitySchemes: Readonly<Record<string, { readonly scheme: string }>>;
	};
}

interface Call {
	readonly path?: Readonly<Record<string, string>>;
	readonly query?: Readonly<Record<string, string>>;
	readonly body?: unknown;
	readonly token?: string;
}

interface Told {
	readonly status: number;
	// biome-ignore lint/suspicious/noExplicitAny: each test says what it expects of it
	readonly body: any;
}

export function operationsOf({ paths }: OpenApi): { path: string; method: string; operation: Operation }[] {
	return Object.entries(paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
	);
}

export class DescribedClient {
	readonly #document: OpenApi;
	readonly #server: string;

	constructor(document: OpenApi, server: string) {
		this.#document = document;
		this.#server = server;
	}

	/** Calls an operation; throws where the request or the answer is none that the document knows. */
	async call(operationId: string, call: Call = {}): Promise<Told> {
		const found = operationsOf(this.#document).find(({ operation }) => operation.operationId === operationId);
		if (!found) throw new Error(`no operation ${operationId}`);
		const { path, method, operation } = found;
		const sent = operation.requestBody?.content["application/json"];
		if (sent) this.#check(sent.schema, call.body, "body");
		const answer = await fetch(this.#addressOf(path, operation, call), {
			method: method.toUpperCase(),
			headers: { ...(sent && { "content-type": "application/json" }), ...this.#proof(operation, call) },
			...(sent && { body: JSON.stringify(call.body) }),
		});
		return this.#read(operation, answer);
	}

	#addressOf(path: string, { parameters = [] }: Operation, { path: given = {}, query = {} }: Call): string {
		const known = (name: string, where: string) => parameters.some((each) => each.name === name && each.in === where);
		const filled = path.replace(/\{(\w+)\}/gu, (_, name: string) => {
			if (!known(name, "path")) throw new Error(`${name} of ${path} is not described`);
			return given[name] ?? "";
		});
		for (const name of Object.keys(query)) if (!known(name, "query")) throw new Error(`${name} is not described`);
		return `${this.#server}${filled}?${new URLSearchParams(query)}`;
	}

	#proof({ security = [] }: Operation, { token }: Call): Record<string, string> {
		const [scheme] = security.flatMap((each) => Object.keys(each));
		if (scheme === undefined || token === undefined) return {};
		if (this.#document.components.securitySchemes[scheme]?.scheme !== "bearer") throw new Error(`scheme ${scheme}`);
		return { authorization: `Bearer ${token}` };
	}

	async #read({ operationId, responses }: Operation, answer: Response): Promise<Told> {
		const { status } = answer;
		const described = responses[status];
		if (!described) throw new Error(`${operationId} answers ${status}, which is not described`);
		const type = (answer.headers.get("content-type") ?? "").split(";")[0] ?? "";
		const schema = described.content?.[type]?.schema;
		if (!schema) throw new Error(`${operationId} answers ${status} as ${type}, which is not described`);
		const body = type.endsWith("json") ? await answer.json() : await answer.text();
		this.#check(schema, body, `${operationId} ${status}`);
		return { status, body };
	}

	/** As far as our shapes go. */
	#check(schema: Schema, value: unknown, at: string): void {
		const named = schema.$ref?.split("/").at(-1);
		if (named !== undefined) return this.#check(this.#document.components.schemas[named] ?? {}, value, at);
		if (schema.anyOf) return this.#checkAny(schema.anyOf, value, at);
		if (schema.enum && !schema.enum.includes(value)) throw new Error(`${at} is ${value}`);
		if (schema.type && !isOfType(schema.type, value)) throw new Error(`${at} is no ${schema.type}`);
		if (typeof value === "string") checkText(schema, value, at);
		if (Array.isArray(value))
			for (const [nth, each] of value.entries()) this.#check(schema.items ?? {}, each, `${at}.${nth}`);
		else if (typeof value === "object" && value !== null) this.#checkFields(schema, new Map(Object.entries(value)), at);
	}

	#checkAny(schemas: readonly Schema[], value: unknown, at: string): void {
		const fits = schemas.some((each) => {
			try {
				this.#check(each, value, at);
				return true;
			} catch {
				return false;
			}
		});
		if (!fits) throw new Error(`${at} is none of ${schemas.length}`);
	}

	#checkFields({ required = [], properties = {} }: Schema, fields: ReadonlyMap<string, unknown>, at: string): void {
		for (const name of required) if (!fields.has(name)) throw new Error(`${at} has no ${name}`);
		for (const [name, value] of fields) this.#check(properties[name] ?? {}, value, `${at}.${name}`);
	}
}

function isOfType(type: string, value: unknown): boolean {
	switch (type) {
		case "array":
			return Array.isArray(value);
		case "null":
			return value === null;
		case "integer":
			return Number.isInteger(value);
		case "object":
			return typeof value === "object" && value !== null && !Array.isArray(value);
		default:
			return typeof value === type;
	}
}

const FORMATS: Readonly<Record<string, RegExp>> = {
	date: /^\d{4}-\d\d-\d\d$/u,
	"date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/u,
};

function checkText({ format = "", pattern }: Schema, value: string, at: string): void {
	if (FORMATS[format]?.test(value) === false) throw new Error(`${at} is no ${format}`);
	if (pattern !== undefined && !new RegExp(pattern, "u").test(value)) throw new Error(`${at} does not fit ${pattern}`);
}
