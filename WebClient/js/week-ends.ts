// What is over leaves a page by date: the server renders no week whose Friday has passed, so a page that still shows one fetches itself.
import { dateOf, now } from "./clock";

const millisecondsPerDay = 86_400_000;
const checkedEvery = 60_000;

/** Many pages drop the same weeks at midnight. */
const spreadOver = 30_000;

/** Calls back when a week that is shown has ended; once for each week, for a page may show it on purpose. */
export function watchWeekEnds(shown: () => Iterable<string>, ended: () => void): void {
  const told = new Set<string>();
  setInterval(() => {
    const over = weeksOver(shown(), now()).filter((week) => !told.has(week));
    if (over.length === 0) return;
    for (const week of over) told.add(week);
    setTimeout(ended, Math.random() * spreadOver);
  }, checkedEvery);
}

/** Of weeks such as "K81001/2026-08-03", those whose Friday has passed in London. */
export function weeksOver(weeks: Iterable<string>, at: number): string[] {
  const today = dateOf(at);
  return [...weeks].filter((week) => lastDay(week) < today);
}

function lastDay(week: string): string {
  const monday = Date.parse(`${week.split("/")[1] ?? ""}T00:00:00Z`);
  return Number.isNaN(monday) ? "9999-12-31" : new Date(monday + 4 * millisecondsPerDay).toISOString().slice(0, 10);
}
