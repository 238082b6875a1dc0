import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeDataset } from "../../data/model/dataset-file.ts";
import type { Look } from "../../data/model/town.ts";
import { edgeInMemory } from "./edge-in-memory.ts";
import { inventedTown } from "./invented-town.ts";

const hashes = (language: string) => ({ styles: [`'sha256-style-${language}'`], scripts: ["'sha256-script'"] });

const cut = (text: string) => text.split(/%([A-Z]+)%/u);

/** The app with shells as the build lays them down, as short as can be. */
function edgeWithShells() {
	const edge = edgeInMemory();
	for (const language of ["de", "en", "ar"]) {
		const street = cut(`<html lang="${language}">%LOOK%street of %TOWN% towns:%LIST%</html>`);
		const streetWithArms = cut(
			`<html lang="${language}">%LOOK%street of <img src="%ARMS%" alt="%TOWN%"> towns:%LIST%</html>`,
		);
		const towns = cut(`<html lang="${language}">choose %CHOICES% towns:%LIST%</html>`);
		const choice = cut("<li>%TOWN%</li>");
		edge.page.write(
			`shell/${language}.json`,
			JSON.stringify({ ...hashes(language), street, streetWithArms, towns, choice }),
		);
	}
	return edge;
}

function named(id: string, name: string, look?: Look): string {
	const town = inventedTown();
	return makeDataset({ ...town, town: { ...town.town, id: id as typeof town.town.id, name, look } });
}

describe("the page as it is delivered", () => {
	it("asks for the street where there is one town, and has the list of towns with it", async () => {
		const edge = edgeWithShells();
		const answer = await edge.get("/");
		const text = await answer.text();
		expect(text).toMatch(/^<html lang="de">street of Teststadt, an der Söhre towns:\[.*\]<\/html>$/u);
		const listed = JSON.parse(text.slice(text.indexOf("["), text.lastIndexOf("]") + 1));
		const [{ id, name, dataset }] = (await (await edge.get("/api/towns")).json()) as [Record<string, unknown>];
		expect(listed).toEqual([{ id, name, dataset }]);
		expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
		expect(answer.headers.get("cache-control")).toBe("no-cache");
	});

	it.each([
		["ar", "ar"],
		["en-GB,de;q=0.5", "en"],
		["fr, de;q=0.3, en;q=0.8", "en"],
		["fr", "de"],
		["en;q=0", "de"],
		["", "de"],
		[";;;,=", "de"],
	])("speaks to who asks for %j in %s", async (asked, language) => {
		const answer = await edgeWithShells().get("/teststadt", { "accept-language": asked });
		expect(answer.headers.get("content-language")).toBe(language);
		expect(answer.headers.get("vary")).toBe("Accept-Encoding, Accept-Language");
		expect(await answer.text()).toContain(`<html lang="${language}">`);
	});

	it("asks for the town where there are several, unless the address says it", async () => {
		const edge = edgeWithShells();
		edge.towns.write("altdorf/dataset.json", named("altdorf", "Altdorf"));
		expect(await (await edge.get("/")).text()).toContain(
			"choose <li>Altdorf</li><li>Teststadt, an der Söhre</li> towns:[",
		);
		expect(await (await edge.get("/altdorf")).text()).toContain("street of Altdorf towns:[");
	});

	it("shows a name with markup as text, there and in the list", async () => {
		const edge = edgeWithShells();
		edge.towns.write("teststadt/dataset.json", named("teststadt", `<script>"&$1</script>`));
		const text = await (await edge.get("/")).text();
		expect(text).toContain("street of &lt;script&gt;&quot;&amp;$1&lt;/script&gt; towns:");
		expect(text).not.toContain("<script>");
		const listed = JSON.parse(text.slice(text.indexOf("["), text.lastIndexOf("]") + 1));
		expect(listed[0].name).toBe(`<script>"&$1</script>`);
	});

	it("wears the town's arms and colours from the start, and the policy knows them", async () => {
		const edge = edgeWithShells();
		const accent = { light: "#006600", lightWash: "#eeffee", dark: "#88ff88", darkWash: "#002200" };
		const look = { accent, arms: "data:image/png;base64,AAAA" };
		edge.towns.write("teststadt/dataset.json", named("teststadt", 'Test"stadt', look));
		const answer = await edge.get("/");
		const text = await answer.text();
		expect(text).toContain('<img src="data:image/png;base64,AAAA" alt="Test&quot;stadt">');
		const [, style = ""] = /<style>(.*?)<\/style>/u.exec(text) ?? [];
		expect(style).toContain("--town-light:#006600;");
		const hash = createHash("sha256").update(style).digest("base64");
		expect(answer.headers.get("content-security-policy")).toContain(`'sha256-${hash}'`);
		expect(JSON.parse(text.slice(text.indexOf("["), text.lastIndexOf("]") + 1))[0].look).toEqual(look);
	});

	it("lets nothing in the document run but what the build has named", async () => {
		const policy = (await edgeWithShells().get("/")).headers.get("content-security-policy") ?? "";
		expect(policy).toContain("script-src 'self' 'sha256-script';");
		expect(policy).toContain("style-src 'self' 'sha256-style-de';");
		expect(policy).not.toContain("unsafe-inline");
	});

	it("is asked for again with its tag, until towns, language or build change", async () => {
		const edge = edgeWithShells();
		const etag = (await edge.get("/")).headers.get("etag") ?? "";
		const again = (language: string) => edge.get("/", { "if-none-match": etag, "accept-language": language });
		expect((await again("de")).status).toBe(304);
		expect((await again("en")).status).toBe(200);
		edge.towns.write("teststadt/dataset.json", named("teststadt", "Neustadt"));
		edge.wait(31);
		expect(await (await again("de")).text()).toContain("Neustadt");
	});

	it("is the plain page where no town can be served, or no shell was built", async () => {
		const edge = edgeWithShells();
		edge.towns.remove("teststadt/dataset.json");
		edge.wait(31);
		expect(await (await edge.get("/")).text()).toContain("<title>Tonnentag</title>");
		expect(await (await edgeInMemory().get("/")).text()).toContain("<title>Tonnentag</title>");
	});

	it("is plain under its own name, which the service worker keeps", async () => {
		expect(await (await edgeWithShells().get("/index.html")).text()).toContain("<title>Tonnentag</title>");
	});
});
