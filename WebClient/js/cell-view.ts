// Reads the cells the server rendered and writes newer numbers into them, in place and without moving anything.
import type { Cell } from "./board-state";
import { sentence, stateOf, words } from "./cell-text";
import { now, shortDay, timeOfDay } from "./clock";
import { show } from "./countdown";

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** Every element with data-cell of one topic, by week. */
export function cellsOf(topic: string, root: ParentNode): Map<string, HTMLElement[]> {
  const found = new Map<string, HTMLElement[]>();
  for (const element of root.querySelectorAll<HTMLElement>("[data-cell]")) {
    if (element.closest<HTMLElement>("[data-topic]")?.dataset["topic"] !== topic) continue;
    const week = read(element).week;
    found.set(week, [...(found.get(week) ?? []), element]);
  }
  return found;
}

/** data-cell: week|version|capacity|free|held|offered|confirmed|waiting|freesAt|opens|closes|stopped; times in seconds since 1970 UTC. */
export function read(element: HTMLElement): Cell {
  const [week = "", ...numbers] = (element.dataset["cell"] ?? "").split("|");
  const at = (index: number): number => Number(numbers[index] ?? 0);
  return {
    week,
    version: at(0),
    capacity: at(1),
    free: at(2),
    held: at(3),
    offered: at(4),
    confirmed: at(5),
    waiting: at(6),
    freesAt: at(7) * 1000,
    opens: at(8) * 1000,
    closes: at(9) * 1000,
    stopped: at(10) === 1,
  };
}

export function write(element: HTMLElement, cell: Cell): void {
  const current = now();
  const state = stateOf(cell, current);
  const held = cell.held + cell.offered;
  element.dataset["state"] = state;
  element.dataset["version"] = String(cell.version);
  text(element, "free", state === "soon" ? String(cell.capacity) : `${cell.free}/${cell.capacity}`);
  text(element, "word", words[state]);
  text(element, "say", sentence(cell, current));
  count(element, "held", held);
  count(element, "booked", cell.confirmed);
  count(element, "waiting", cell.waiting);
  text(element, "opens", state === "soon" ? `${shortDay(cell.opens)} ${timeOfDay(cell.opens)}` : "");
  for (const clock of element.querySelectorAll<HTMLElement>("[data-part=until]")) {
    clock.dataset["until"] = held > 0 ? String(cell.freesAt) : "0";
    clock.textContent = "";
    show(clock);
  }
  flash(element);
}

function count(element: HTMLElement, part: string, value: number): void {
  text(element, part, String(value));
  for (const slot of element.querySelectorAll<HTMLElement>(`[data-slot=${part}]`)) slot.classList.toggle("is-none", value === 0);
}

function text(element: HTMLElement, part: string, value: string): void {
  for (const found of element.querySelectorAll<HTMLElement>(`[data-part=${part}]`)) {
    if (found.textContent !== value) found.textContent = value;
  }
}

function flash(element: HTMLElement): void {
  if (calm.matches) return;
  element.animate([{ outline: "3px solid #ffb81c" }, { outline: "3px solid transparent" }], { duration: 1400, easing: "ease-out" });
}
