// Follows one board topic and keeps what the page shows of it, and the totals above, as the hub says.
import { emptyBoard, totals, withDelta, withSnapshot, type BoardState, type Cell, type Step } from "./board-state";
import { announce } from "./announce";
import { percentTaken } from "./cell-text";
import type { Follower } from "./live";
import { within, type Surface } from "./surface";
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
  private waiting = new Map<string, Cell>();
  private painting = 0;

  constructor(
    readonly topic: string,
    private readonly surfaces: readonly Surface[],
    private readonly events: BoardEvents,
  ) {
    this.adopt();
  }

  /** Takes what the server rendered as the truth so far. Called at start and after the page was refreshed. */
  adopt(): void {
    const cells = new Map(this.state.cells);
    for (const rendered of this.surfaces.flatMap((surface) => surface.adopt())) {
      const known = cells.get(rendered.week);
      if (known === undefined || known.version <= rendered.version) cells.set(rendered.week, rendered);
      else this.waiting.set(rendered.week, known);
    }
    const { epoch, version } = this.rendered();
    const behind = epoch !== this.state.epoch || version > this.state.version;
    this.state = behind ? { epoch, version, cells } : { ...this.state, cells };
    this.paintSoon();
  }

  /** Every week of the board that the page shows. */
  weeks(): Set<string> {
    return new Set(this.surfaces.flatMap((surface) => [...surface.weeks()]));
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
    const shown = [...step.changed, ...step.added].filter((cell) => this.shows(cell.week));
    const unknown = [...step.changed, ...step.added].filter((cell) => !this.shows(cell.week));
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
      for (const surface of this.surfaces) surface.paint(this.waiting, this.state.cells);
      this.sum(this.waiting.size);
      this.waiting.clear();
    });
  }

  private shows(week: string): boolean {
    return this.surfaces.some((surface) => surface.shows(week));
  }

  private sum(changes: number): void {
    const line = document.querySelector<HTMLElement>(`[data-totals="${this.topic}"]`);
    if (line === null) return;
    const cells = [...this.weeks()].flatMap((week) => this.state.cells.get(week) ?? []);
    const shown = totals(cells);
    for (const part of parts) {
      const target = line.querySelector(`[data-total=${part}]`);
      if (target !== null) target.textContent = shown[part].toLocaleString("en-GB");
    }
    this.sumWeeks(cells);
    announce(`${changes} ${changes === 1 ? "week" : "weeks"} changed. ${shown.free} of ${shown.capacity} places free, ${shown.held} held, ${shown.waiting} on waiting lists.`);
  }

  /** The heat calendar's last line: each week over all practices shown. */
  private sumWeeks(cells: readonly Cell[]): void {
    for (const target of within(this.topic, "[data-sum-week]")) {
      const sum = totals(cells.filter((cell) => cell.week.endsWith(target.dataset["sumWeek"] ?? "")));
      const text = `${percentTaken({ ...sum, offered: 0 })}%`;
      if (target.textContent !== text) target.textContent = text;
    }
  }

  private rendered(): { epoch: string; version: number } {
    const section = document.querySelector<HTMLElement>(`[data-topic="${this.topic}"]`);
    return { epoch: section?.dataset["epoch"] ?? "", version: Number(section?.dataset["boardVersion"] ?? 0) };
  }
}
