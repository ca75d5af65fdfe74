// One timer for the whole page: every element with data-until (milliseconds since 1970 UTC) shows what is left.
import { now } from "./clock";

/** "3:40" under an hour, "2 hours 5 minutes" under a day, else "1 day 4 hours". Never below "0:00". */
export function remaining(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${minutes}:${two(seconds % 60)}`;
  if (hours < 24) return `${count(hours, "hour")} ${count(minutes % 60, "minute")}`;
  const days = Math.floor(hours / 24);
  return `${count(days, "day")} ${count(hours % 24, "hour")}`;
}

/** As `remaining`, to fit a table cell: "3:40", "2h", "1d". */
export function remainingShort(milliseconds: number): string {
  const hours = Math.floor(Math.ceil(Math.max(0, milliseconds) / 1000) / 3600);
  return hours === 0 ? remaining(milliseconds) : hours < 24 ? `${hours}h` : `${Math.floor(hours / 24)}d`;
}

export function show(element: HTMLElement): void {
  const until = Number(element.dataset["until"]);
  if (!(until > 0)) return;
  const left = until - now();
  const text = ("short" in element.dataset ? remainingShort(left) : remaining(left)) + (element.dataset["after"] ?? "");
  if (element.textContent !== text) element.textContent = text;
  element.classList.toggle("is-ending", left < 60_000);
}

/** Starts the timer; `onDeadline` is called once for each deadline that passes while the page is open. */
export function startCountdowns(onDeadline: () => void): void {
  let last = now();
  const tick = (): void => {
    const current = now();
    let passed = false;
    for (const element of document.querySelectorAll<HTMLElement>("[data-until]")) {
      show(element);
      const until = Number(element.dataset["until"]);
      passed ||= "own" in element.dataset && until > last && until <= current;
    }
    last = current;
    if (passed) onDeadline();
    setTimeout(tick, 1000 - (current % 1000));
  };
  tick();
}

const count = (value: number, unit: string): string => `${value} ${unit}${value === 1 ? "" : "s"}`;

const two = (value: number): string => String(value).padStart(2, "0");
