/*
 * Reads calendars with libical and holds them against its restrictions (RFC 5545,
 * 5546, 7986). For each file: one line "errors<TAB>N", then "uid<TAB>day<TAB>summary"
 * for each event, then an empty line.
 */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

static char *read_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	if (!file) { perror(path); exit(2); }
	fseek(file, 0, SEEK_END);
	long size = ftell(file);
	rewind(file);
	char *text = calloc(1, (size_t)size + 1);
	if (fread(text, 1, (size_t)size, file) != (size_t)size) { perror(path); exit(2); }
	fclose(file);
	return text;
}

static void report(const char *path)
{
	char *text = read_file(path);
	icalcomponent *calendar = icalparser_parse_string(text);
	if (!calendar) { printf("errors\t1\n\n"); return; }
	int lawful = icalrestriction_check(calendar);
	int errors = icalcomponent_count_errors(calendar);
	printf("errors\t%d\n", errors + (lawful ? 0 : 1));
	icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
	for (; event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
		struct icaltimetype start = icalcomponent_get_dtstart(event);
		printf("%s\t%04d-%02d-%02d\t%s\n", icalcomponent_get_uid(event), start.year, start.month, start.day,
		       icalcomponent_get_summary(event));
	}
	printf("\n");
	icalcomponent_free(calendar);
	free(text);
}

int main(int count, char **paths)
{
	for (int at = 1; at < count; at++) report(paths[at]);
	return 0;
}
