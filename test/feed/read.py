"""Reads calendars with a Python library and prints their events as JSON: read.py vobject|icalendar FILE..."""

import json
import sys


def with_vobject(data):
    import vobject

    calendar = vobject.readOne(data.decode("utf-8"))
    calendar.validate(raiseException=True)
    return [
        {"uid": event.uid.value, "day": event.dtstart.value.isoformat(), "summary": event.summary.value}
        for event in calendar.contents.get("vevent", [])
    ]


def with_icalendar(data):
    import icalendar

    calendar = icalendar.Calendar.from_ical(data)
    return [
        {"uid": str(event["UID"]), "day": event["DTSTART"].dt.isoformat(), "summary": str(event["SUMMARY"])}
        for event in calendar.walk("VEVENT")
    ]


READERS = {"vobject": with_vobject, "icalendar": with_icalendar}

if __name__ == "__main__":
    read = READERS[sys.argv[1]]
    print(json.dumps([read(open(path, "rb").read()) for path in sys.argv[2:]]))
