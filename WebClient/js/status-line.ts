// "Live", "Reconnecting…" or "As of 10:42": how far the numbers on the page can be trusted.
import { now, timeOfDay } from "./clock";
import type { Freshness } from "./live";

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
  const text = current === "live" ? "Live" : current === "reconnecting" ? "Reconnecting…" : `As of ${timeOfDay(lastLive)}`;
  for (const line of document.querySelectorAll<HTMLElement>("[data-live-status]")) {
    line.dataset["freshness"] = current;
    const words = line.querySelector("[data-live-words]");
    if (words !== null && words.textContent !== text) words.textContent = text;
  }
}
