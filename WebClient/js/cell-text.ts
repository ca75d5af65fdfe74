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
  soon: "to come",
  full: "full",
  few: "free",
  free: "free",
};

/** The cell in one sentence, for those who hear the page. */
export function sentence(cell: Cell, now: number): string {
  const state = stateOf(cell, now);
  const parts = [opening(cell, state)];
  const held = cell.held + cell.offered;
  if (held > 0) parts.push(`${held} held` + (cell.freesAt > 0 ? ` until ${timeOfDay(cell.freesAt)}` : ""));
  if (cell.confirmed > 0) parts.push(`${cell.confirmed} booked`);
  if (cell.waiting > 0) parts.push(`${cell.waiting} waiting`);
  return parts.join(", ");
}

function opening(cell: Cell, state: CellState): string {
  switch (state) {
    case "stopped":
      return "Booking stopped";
    case "closed":
      return "Booking closed";
    case "soon":
      return `${cell.capacity} ${cell.capacity === 1 ? "place" : "places"}, opens ${shortDay(cell.opens)} at ${timeOfDay(cell.opens)}`;
    default:
      return `${cell.free} of ${cell.capacity} free`;
  }
}
