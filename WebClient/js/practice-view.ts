// Practices as wholes: the lines with data-weeks, and the map's marks of the same practices.
import type { Cell } from "./board-state";
import { words } from "./cell-text";
import { parseCell } from "./cell-view";
import { now } from "./clock";
import { flash } from "./flash";
import { writePart } from "./parts";
import { practiceSentence, practiceTotals, type PracticeTotals } from "./practice-totals";
import { within, type Surface } from "./surface";

const numbers = ["free", "capacity", "held", "confirmed", "waiting"] as const;

export class PracticeSurface implements Surface {
  private weeksOf = new Map<HTMLElement, string[]>();
  private lines = new Map<string, HTMLElement>();

  constructor(private readonly topic: string) {}

  adopt(): readonly Cell[] {
    this.weeksOf = new Map();
    this.lines = new Map();
    return within(this.topic, "[data-weeks]").flatMap((line) => {
      const cells = (line.dataset["weeks"] ?? "").split(" ").filter(Boolean).map(parseCell);
      this.weeksOf.set(line, cells.map((cell) => cell.week));
      for (const { week } of cells) this.lines.set(week, line);
      return cells;
    });
  }

  shows(week: string): boolean {
    return this.lines.has(week);
  }

  weeks(): Iterable<string> {
    return this.lines.keys();
  }

  paint(newer: ReadonlyMap<string, Cell>, cells: ReadonlyMap<string, Cell>): void {
    const moved = new Set([...newer.keys()].flatMap((week) => this.lines.get(week) ?? []));
    for (const line of moved) {
      const all = (this.weeksOf.get(line) ?? []).flatMap((week) => cells.get(week) ?? []);
      write(line, practiceTotals(all, now()));
    }
  }
}

function write(line: HTMLElement, sum: PracticeTotals): void {
  line.dataset["state"] = sum.state;
  writePart(line, "word", words[sum.state]);
  for (const number of numbers) writePart(line, number, String(sum[number]));
  flash(line);
  const mark = document.querySelector<SVGElement>(`[data-mark="${line.dataset["practice"]}"]`);
  if (mark !== null) writeMark(mark, sum);
}

function writeMark(mark: SVGElement, sum: PracticeTotals): void {
  mark.dataset["state"] = sum.state;
  writePart(mark, "free", String(sum.free));
  const sentence = `${mark.dataset["name"]}: ${practiceSentence(sum)}`;
  writePart(mark, "say", sentence);
  mark.setAttribute("aria-label", sentence);
  const shape = mark.querySelector("use");
  shape?.setAttribute("href", `#mark-${sum.state}`);
  if (shape !== null) flash(shape);
}
