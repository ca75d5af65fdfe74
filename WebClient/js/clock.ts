// The server's clock, as far as a page can know it. Deadlines are the server's; a wrong clock on the reader's desk must not move them.

let offset = 0;

export const now = (): number => Date.now() + offset;

/** Takes the server's time from the page's head. `receivedAt` is when the first byte came, in milliseconds since 1970 UTC by the local clock. */
export function setFromPage(page: Document, receivedAt: number): void {
  const time = Number(page.querySelector<HTMLMetaElement>('meta[name="server-time"]')?.content);
  if (!Number.isFinite(time) || time <= 0) return;
  offset = time - receivedAt;
}

export function pageReceivedAt(): number {
  const entry = performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined;
  const fresh = entry !== undefined && entry.responseStart > 0 && entry.type !== "back_forward";
  return performance.timeOrigin + (fresh ? entry.responseStart : performance.now());
}

const hourAndMinute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Europe/London" });

/** "10:42am", "4pm", "midday", "midnight"; Europe/London. */
export function timeOfDay(at: number): string {
  const [hour = 0, minute = 0] = hourAndMinute.format(at).split(":").map(Number);
  if (minute === 0 && hour % 12 === 0) return hour === 0 ? "midnight" : "midday";
  return `${hour % 12 || 12}${minute === 0 ? "" : `:${String(minute).padStart(2, "0")}`}${hour < 12 ? "am" : "pm"}`;
}

const isoDay = new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: "Europe/London" });

/** "2026-08-03", Europe/London. */
export const dateOf = (at: number): string => isoDay.format(at);

const dayAndMonth = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "Europe/London" });

/** "3 Aug", Europe/London. */
export const shortDay = (at: number): string => dayAndMonth.format(at);
