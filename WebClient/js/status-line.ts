// "Connecting…", "Live", "Reconnecting…" or "As of 10:42": how far the numbers on the page can be trusted.
import { now, timeOfDay } from "./clock";
import type { Freshness } from "./live";

const words: Record<Freshness, () => string> = {
  connecting: () => "Connecting…",
  live: () => "Live",
  reconnecting: () => "Reconnecting…",
  stale: () => `As of ${timeOfDay(lastLive)}`,
};

let lastLive = now();
let current: Freshness | undefined;

export function showFreshness(freshness: Freshness): void {
  if (current === "live" && freshness !== "live") lastLive = now();
  current = freshness;
  renderFreshness();
}

export const isLive = (): boolean => current === "live";

export function renderFreshness(): void {
  if (current === undefined) return;
  const text = words[current]();
  for (const line of document.querySelectorAll<HTMLElement>("[data-live-status]")) {
    line.dataset["freshness"] = current;
    const shown = line.querySelector("[data-live-words]");
    if (shown !== null && shown.textContent !== text) shown.textContent = text;
  }
}
