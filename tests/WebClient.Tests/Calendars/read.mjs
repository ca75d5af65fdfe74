// Reads calendars with two parsers that know nothing of each other. Argument: the package.json beside which they are installed.
// In: a JSON array of texts. Out: for each text what ical.js and what node-ical make of it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.argv[2]);
const ical = require("ical.js");
const ICAL = ical.default ?? ical;
const nodeIcal = require("node-ical");

const twoDigits = (number) => String(number).padStart(2, "0");
const dateOf = (date) => `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;

function withIcalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const time = (value) => (value.isDate ? value.toString() : value.toJSDate().toISOString());
  const entries = calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const get = (name) => component.getFirstPropertyValue(name) ?? "";
    return {
      uid: event.uid, start: time(event.startDate), end: time(event.endDate), sequence: event.sequence, status: get("status"),
      summary: event.summary, description: event.description ?? "", location: event.location ?? "", url: get("url"),
      organizer: event.organizer ?? "", attendees: event.attendees.map((attendee) => attendee.getFirstValue()),
      reminder: component.getFirstSubcomponent("valarm")?.getFirstPropertyValue("trigger").toString() ?? "",
    };
  });
  return { method: calendar.getFirstPropertyValue("method"), entries };
}

function withNodeIcal(text) {
  const read = nodeIcal.sync.parseICS(text);
  const plain = (value) => (typeof value === "object" ? value.val : value) ?? "";
  const time = (event, value) => (event.datetype === "date" ? dateOf(value) : value.toISOString());
  const entries = Object.values(read).filter(({ type }) => type === "VEVENT").map((event) => ({
    uid: event.uid, start: time(event, event.start), end: time(event, event.end), sequence: Number(event.sequence), status: event.status,
    summary: plain(event.summary), description: plain(event.description ?? ""), location: plain(event.location ?? ""), url: plain(event.url ?? ""),
    organizer: plain(event.organizer ?? ""), attendees: [event.attendee ?? []].flat().map(plain),
    reminder: event.alarms?.[0]?.trigger ?? "",
  }));
  return { method: read.vcalendar?.method ?? "", entries };
}

const texts = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map((text) => ({ icalJs: withIcalJs(text), nodeIcal: withNodeIcal(text) }))));
