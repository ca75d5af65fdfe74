// Reads the cells the server rendered and writes newer numbers into them, in place and without moving anything.
import type { Cell } from "./board-state";
import { heatLevel, sentence, share, stateOf, words } from "./cell-text";
import { now, shortDay, timeOfDay } from "./clock";
import { show } from "./countdown";
import { flash } from "./flash";
import { writePart } from "./parts";
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
  const held = cell.held + cell.offered;
  element.dataset["state"] = state;
  element.dataset["version"] = String(cell.version);
  writePart(element, "free", state === "soon" ? String(cell.capacity) : `${cell.free}/${cell.capacity}`);
  writePart(element, "word", words[state]);
  writePart(element, "say", sentence(cell, current));
  writePart(element, "share", share(cell, state));
  if ("level" in element.dataset) element.dataset["level"] = heatLevel(cell, state);
  count(element, "held", held);
  count(element, "booked", cell.confirmed);
  count(element, "waiting", cell.waiting);
  writePart(element, "opens", state === "soon" ? `${shortDay(cell.opens)} ${timeOfDay(cell.opens)}` : "");
  for (const clock of element.querySelectorAll<HTMLElement>("[data-part=until]")) {
    clock.dataset["until"] = held > 0 ? String(cell.freesAt) : "0";
    clock.textContent = "";
    show(clock);
  }
  flash(element);
}

function count(element: HTMLElement, part: string, value: number): void {
  writePart(element, part, String(value));
  for (const slot of element.querySelectorAll<HTMLElement>(`[data-slot=${part}]`)) slot.classList.toggle("is-none", value === 0);
}
