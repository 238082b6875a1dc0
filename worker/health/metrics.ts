import type { Health } from "./state.ts";

type Labels = Readonly<Record<string, string | number>>;
type Sample = readonly [labels: Labels, value: number];

interface Metric {
	readonly name: string;
	readonly help: string;
	readonly samples: readonly Sample[];
}

/** Prometheus text, version 0.0.4: counts of slices, never of anything that could be one household. */
export function makeMetrics(health: Health, revision: string): string {
	return metricsOf(health, revision).map(makeMetric).join("");
}

const STATUSES = ["ok", "degraded", "failing", "no_towns"] as const;

function metricsOf(health: Health, revision: string): Metric[] {
	const { status, problems } = health;
	return [
		metric("info", "The running build.", [[{ revision }, 1]]),
		metric(
			"status",
			"1 for what /healthz says, else 0.",
			STATUSES.map((each) => [{ status: each }, each === status ? 1 : 0]),
		),
		metric("problems", "What concerns every town.", [[{}, problems.length]]),
		...townMetrics(health),
		...sliceMetrics(health),
	];
}

function townMetrics({ towns }: Health): Metric[] {
	return [
		metric(
			"town_served",
			"1 where the town can be served.",
			towns.map(({ id, served }) => [{ town: id }, served ? 1 : 0]),
		),
		metric(
			"town_broken",
			"1 where the town's newest file cannot be served.",
			towns.map(({ id, problem }) => [{ town: id }, problem === undefined ? 0 : 1]),
		),
		metric(
			"plan_ends_in_days",
			"Days to the end of a schedule that ends within 30; negative after it.",
			towns.flatMap(({ id, warning }) => (warning ? [[{ town: id }, warning.days] as const] : [])),
		),
	];
}

type SliceHealth = Health["slices"][number];

function sliceMetrics({ slices }: Health): Metric[] {
	return [
		metric(
			"slice_ok",
			"1 where nothing is wrong with the slice; state says what is.",
			slices.map(({ town, slice, state }) => [{ town, slice, state }, state === "ok" ? 1 : 0]),
		),
		metric("subscriptions", "Browsers that are reminded.", perSlice(slices, "subscriptions")),
		metric("deliveries_open", "Pushes that wait to be sent.", perSlice(slices, "open")),
		metric("deliveries_ended", "Pushes of the last 60 days by how they ended.", slices.flatMap(tallyOf)),
	];
}

/** Only of slices whose counts are known. */
function perSlice(slices: readonly SliceHealth[], what: "subscriptions" | "open"): Sample[] {
	return slices.flatMap(({ town, slice, counts }) => (counts ? [[{ town, slice }, counts[what]] as const] : []));
}

function tallyOf({ town, slice, counts }: SliceHealth): Sample[] {
	return Object.entries(counts?.tally ?? {}).map(([outcome, count]) => [{ town, slice, outcome }, count] as const);
}

function metric(name: string, help: string, samples: readonly Sample[]): Metric {
	return { name: `tonnentag_${name}`, help, samples };
}

function makeMetric({ name, help, samples }: Metric): string {
	const lines = samples.map(([labels, value]) => `${name}${makeLabels(labels)} ${value}\n`);
	return lines.length === 0 ? "" : `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join("")}`;
}

function makeLabels(labels: Labels): string {
	const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(String(value))}"`);
	return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escaped(text: string): string {
	return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
