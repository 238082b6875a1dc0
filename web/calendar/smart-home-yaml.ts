/** Six hours before the midnight at which an all-day event begins; the kind of waste is the event's summary. */
export function automationYaml(label: string): string {
	const plain = label.replace(/['"\\]/gu, "");
	return [
		"triggers:",
		"  - trigger: calendar",
		"    event: start",
		"    entity_id: calendar.abfuhr",
		'    offset: "-6:00:00"',
		"conditions:",
		"  - condition: template",
		`    value_template: "{{ trigger.calendar_event.summary == '${plain}' }}"`,
		"actions:",
		"  - action: notify.notify",
		"    data:",
		'      message: "Morgen: {{ trigger.calendar_event.summary }}"',
		"",
	].join("\n");
}

/** The ICS source: an address as it is, without lists of parameters of its own. */
export function hacsYaml(feed: string): string {
	return [
		"waste_collection_schedule:",
		"  sources:",
		"    - name: ics",
		"      args:",
		`        url: ${JSON.stringify(feed)}`,
		"",
	].join("\n");
}
