// Follows one board topic and keeps every cell of it on the page, and the totals above them, as the hub says.
import { emptyBoard, totals, withDelta, withSnapshot, type BoardState, type Cell, type Step } from "./board-state";
import { cellsOf, read, write } from "./cell-view";
import { announce } from "./announce";
import type { Follower } from "./live";
import { toDelta, toSnapshot, type WireDelta, type WireSnapshot } from "./wire";

const parts = ["free", "capacity", "held", "confirmed", "waiting"] as const;

export interface BoardEvents {
  /** A message was missed. */
  gap(): void;
  /** Weeks came that the page does not show; the server decides whether its filters let them in. */
  unknown(weeks: readonly Cell[]): void;
  /** Cells of this page changed. */
  changed(cells: readonly Cell[]): void;
}

export class BoardView implements Follower {
  private state: BoardState = emptyBoard;
  private elements = new Map<string, HTMLElement[]>();
  private waiting = new Map<string, Cell>();
  private painting = 0;

  constructor(
    readonly topic: string,
    private readonly events: BoardEvents,
  ) {
    this.adopt();
  }

  /** Takes what the server rendered as the truth so far. Called at start and after the page was refreshed. */
  adopt(): void {
    this.elements = cellsOf(this.topic, document);
    const cells = new Map(this.state.cells);
    for (const [week, [first]] of this.elements) {
      if (first === undefined) continue;
      const rendered = read(first);
      const known = cells.get(week);
      if (known === undefined || known.version <= rendered.version) cells.set(week, rendered);
      else this.waiting.set(week, known);
    }
    const { epoch, version } = this.rendered();
    const behind = epoch !== this.state.epoch || version > this.state.version;
    this.state = behind ? { epoch, version, cells } : { ...this.state, cells };
    this.paintSoon();
  }

  known(): { epoch: string; version: number } | undefined {
    return this.state.epoch === "" ? undefined : this.state;
  }

  joined(answer: unknown): void {
    this.take(withSnapshot(this.state, toSnapshot(answer as WireSnapshot)));
  }

  delta(message: WireDelta): void {
    this.take(withDelta(this.state, toDelta(message)));
  }

  private take(step: Step): void {
    this.state = step.state;
    if (step.gap) this.events.gap();
    const shown = [...step.changed, ...step.added].filter((cell) => this.elements.has(cell.week));
    const unknown = [...step.changed, ...step.added].filter((cell) => !this.elements.has(cell.week));
    for (const cell of shown) this.waiting.set(cell.week, cell);
    if (shown.length > 0) {
      this.events.changed(shown);
      this.paintSoon();
    }
    if (unknown.length > 0) this.events.unknown(unknown);
  }

  private paintSoon(): void {
    if (this.painting !== 0 || this.waiting.size === 0) return;
    this.painting = requestAnimationFrame(() => {
      this.painting = 0;
      for (const [week, cell] of this.waiting) for (const element of this.elements.get(week) ?? []) write(element, cell);
      this.sum(this.waiting.size);
      this.waiting.clear();
    });
  }

  private sum(changes: number): void {
    const line = document.querySelector<HTMLElement>(`[data-totals="${this.topic}"]`);
    if (line === null) return;
    const shown = totals([...this.elements.keys()].flatMap((week) => this.state.cells.get(week) ?? []));
    for (const part of parts) {
      const target = line.querySelector(`[data-total=${part}]`);
      if (target !== null) target.textContent = shown[part].toLocaleString("en-GB");
    }
    announce(`${changes} ${changes === 1 ? "week" : "weeks"} changed. ${shown.free} of ${shown.capacity} places free, ${shown.held} held, ${shown.waiting} waiting.`);
  }

  private rendered(): { epoch: string; version: number } {
    const section = document.querySelector<HTMLElement>(`[data-topic="${this.topic}"]`);
    return { epoch: section?.dataset["epoch"] ?? "", version: Number(section?.dataset["boardVersion"] ?? 0) };
  }
}
