// Reads the cells the server rendered and writes newer numbers into them, in place and without moving anything.
import type { Cell } from "./board-state";
import { heatLevel, sentence, share, stateOf, words } from "./cell-text";
import { now, shortDay, timeOfDay } from "./clock";
import { show } from "./countdown";
import { flash } from "./flash";
import { writeParts } from "./parts";
import { within, type Surface } from "./surface";

/** Every element with data-cell of one topic. */
export class CellSurface implements Surface {
  private elements = new Map<string, HTMLElement[]>();

  constructor(private readonly topic: string) {}

  adopt(): readonly Cell[] {
    this.elements = new Map();
    return within(this.topic, "[data-cell]").map((element) => {
      const cell = parseCell(element.dataset["cell"] ?? "");
      this.elements.set(cell.week, [...(this.elements.get(cell.week) ?? []), element]);
      return cell;
    });
  }

  shows(week: string): boolean {
    return this.elements.has(week);
  }

  weeks(): Iterable<string> {
    return this.elements.keys();
  }

  paint(newer: ReadonlyMap<string, Cell>): void {
    for (const [week, cell] of newer) for (const element of this.elements.get(week) ?? []) write(element, cell);
  }
}

/** week|version|capacity|free|held|offered|confirmed|waiting|freesAt|opens|closes|stopped; times in seconds since 1970 UTC. */
export function parseCell(text: string): Cell {
  const [week = "", ...numbers] = text.split("|");
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

function write(element: HTMLElement, cell: Cell): void {
  const current = now();
  const state = stateOf(cell, current);
  const counts = { held: cell.held + cell.offered, booked: cell.confirmed, waiting: cell.waiting };
  const free = state === "soon" ? String(cell.capacity) : `${cell.free}/${cell.capacity}`;
  element.dataset["state"] = state;
  element.dataset["version"] = String(cell.version);
  if ("level" in element.dataset) element.dataset["level"] = heatLevel(cell, state);
  writeParts(element, {
    free,
    word: words[state],
    tag: `${free} ${words[state]}`,
    say: sentence(cell, current),
    share: share(cell, state),
    held: String(counts.held),
    booked: String(counts.booked),
    waiting: String(counts.waiting),
  });
  for (const slot of element.querySelectorAll<HTMLElement>("[data-slot]")) slot.classList.toggle("is-none", counts[slot.dataset["slot"] as keyof typeof counts] === 0);
  for (const clock of element.querySelectorAll<HTMLElement>("[data-part=until]")) writeClock(clock, cell, counts.held);
  for (const line of element.querySelectorAll<HTMLElement>("[data-part=facts]")) {
    if (state === "soon") line.textContent = `${shortDay(cell.opens)}, ${timeOfDay(cell.opens)}`;
    else line.replaceChildren(...facts(cell, counts));
  }
  flash(element);
}

/** Only what there is to say: each fact has its place in the line, whatever the others are. */
function facts(cell: Cell, { held, booked, waiting }: Record<"held" | "booked" | "waiting", number>): HTMLElement[] {
  const line: HTMLElement[] = [];
  if (booked > 0) line.push(fact("booked", booked));
  if (held > 0) line.push(fact("held", held));
  if (held > 0 && cell.freesAt > 0) {
    const clock = document.createElement("span");
    clock.dataset["short"] = "";
    writeClock(clock, cell, held);
    line.push(clock);
  }
  if (waiting > 0) line.push(fact("waiting", waiting));
  return line;
}

function fact(name: string, count: number): HTMLElement {
  const element = document.createElement("b");
  element.dataset["fact"] = name;
  element.textContent = String(count);
  return element;
}

function writeClock(clock: HTMLElement, cell: Cell, held: number): void {
  clock.dataset["until"] = held > 0 ? String(cell.freesAt) : "0";
  clock.textContent = "";
  show(clock);
}
