// What is over leaves a page by date: the server renders no week whose Friday has passed, so a page that still shows one fetches itself.
import { dateOf } from "./clock";

const millisecondsPerDay = 86_400_000;

/** Of weeks such as "K81001/2026-08-03", those whose Friday has passed in London. */
export function weeksOver(weeks: Iterable<string>, at: number): string[] {
  const today = dateOf(at);
  return [...weeks].filter((week) => lastDay(week) < today);
}

function lastDay(week: string): string {
  const monday = Date.parse(`${week.split("/")[1] ?? ""}T00:00:00Z`);
  return Number.isNaN(monday) ? "9999-12-31" : new Date(monday + 4 * millisecondsPerDay).toISOString().slice(0, 10);
}
