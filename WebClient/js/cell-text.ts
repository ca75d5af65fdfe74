// What a cell says. The server's WeekCell component says the same at first; tests on both sides hold the two together.
import type { Cell } from "./board-state";
import { shortDay, timeOfDay } from "./clock";

export type CellState = "stopped" | "closed" | "soon" | "full" | "few" | "free";

export function stateOf(cell: Cell, now: number): CellState {
  if (cell.stopped) return "stopped";
  if (now >= cell.closes) return "closed";
  if (now < cell.opens) return "soon";
  if (cell.free <= 0) return "full";
  return cell.free === 1 && cell.capacity > 1 ? "few" : "free";
}

/** The tag's words, without the numbers before them. */
export const words: Record<CellState, string> = {
  stopped: "stopped",
  closed: "closed",
  soon: "not open",
  full: "full",
  few: "free",
  free: "free",
};

/** What a cell of the heat calendar says: the share of places taken, held ones too; or why there is none yet. */
export function share(cell: Cell, state: CellState): string {
  return state === "soon" ? "soon" : state === "stopped" ? "stop" : `${percentTaken(cell)}%`;
}

/** How dark a cell of the heat calendar is: none, low (under half), high, all; or empty where it has no share. */
export function heatLevel(cell: Cell, state: CellState): string {
  if (state === "soon" || state === "stopped") return "";
  const percent = percentTaken(cell);
  return percent === 0 ? "none" : percent < 50 ? "low" : percent < 100 ? "high" : "all";
}

/** 0 and 100 mean none and all; whatever lies between is rounded inwards. */
export function percentTaken({ capacity, held, offered, confirmed }: Pick<Cell, "capacity" | "held" | "offered" | "confirmed">): number {
  const taken = held + offered + confirmed;
  if (taken <= 0) return 0;
  return taken >= capacity ? 100 : Math.min(99, Math.max(1, Math.round((100 * taken) / capacity)));
}

/** The cell in one sentence, for those who hear the page. */
export function sentence(cell: Cell, now: number): string {
  const state = stateOf(cell, now);
  const parts = [opening(cell, state)];
  const held = cell.held + cell.offered;
  if (held > 0) parts.push(`${held} held` + (cell.freesAt > 0 ? ` until ${timeOfDay(cell.freesAt)}` : ""));
  if (cell.confirmed > 0) parts.push(`${cell.confirmed} booked`);
  if (cell.waiting > 0) parts.push(`${cell.waiting} on the waiting list`);
  return parts.join(", ");
}

function opening(cell: Cell, state: CellState): string {
  switch (state) {
    case "stopped":
      return "Booking stopped";
    case "closed":
      return "Booking closed";
    case "soon":
      return `${cell.capacity} ${cell.capacity === 1 ? "place" : "places"}, booking opens ${shortDay(cell.opens)} at ${timeOfDay(cell.opens)}`;
    default:
      return `${cell.free} of ${cell.capacity} free`;
  }
}
