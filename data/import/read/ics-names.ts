import { distance } from "./edit-distance.ts";

/** Properties on which a date hangs: a name that is nearly one of them is a mistake. */
const DECISIVE = (
	"DTSTART DTEND DURATION RRULE RDATE EXDATE EXRULE RECURRENCE-ID SUMMARY STATUS UID SEQUENCE LAST-MODIFIED " +
	"LOCATION CATEGORIES DESCRIPTION BEGIN END"
).split(" ");

/** What else an event may have: RFC 5545 3.8, RFC 5546, RFC 7986, RFC 9073, RFC 9074, RFC 9253, and vCalendar 1.0. */
const KNOWN = new Set([
	...DECISIVE,
	...(
		"DTSTAMP DUE ATTACH CLASS COMMENT GEO PERCENT-COMPLETE PRIORITY RESOURCES COMPLETED TRANSP ATTENDEE CONTACT " +
		"ORGANIZER RELATED-TO URL ACTION REPEAT TRIGGER CREATED REQUEST-STATUS FREEBUSY TZID TZNAME TZURL NAME " +
		"REFRESH-INTERVAL SOURCE COLOR IMAGE CONFERENCE STYLED-DESCRIPTION STRUCTURED-DATA PARTICIPANT-TYPE " +
		"CALENDAR-ADDRESS LOCATION-TYPE RESOURCE-TYPE ACKNOWLEDGED PROXIMITY CONCEPT LINK REFID AALARM DALARM MALARM " +
		"PALARM DCREATED RNUM DAYLIGHT METHOD VERSION PRODID CALSCALE"
	).split(" "),
]);

/** Unknown, and no more than two letters from a name on which a date hangs. */
export function isMisspelled(name: string): boolean {
	if (KNOWN.has(name) || name.startsWith("X-") || name.length > 16) return false;
	return DECISIVE.some((each) => distance(name, each) <= (each.length > 4 ? 2 : 1));
}
