// A practice over the weeks that are looked at. The server's PracticeTotals says the same at first; tests on both sides hold the two together.
import { totals, type Cell } from "./board-state";
import { stateOf, type CellState } from "./cell-text";

export interface PracticeTotals {
  readonly state: CellState;
  /** Places that can be booked now. */
  readonly free: number;
  readonly capacity: number;
  /** Held and offered. */
  readonly held: number;
  readonly confirmed: number;
  readonly waiting: number;
}

export function practiceTotals(cells: readonly Cell[], now: number): PracticeTotals {
  const states = cells.map((cell) => stateOf(cell, now));
  const free = cells.reduce((sum, cell, at) => (bookable(states[at]) ? sum + cell.free : sum), 0);
  const { capacity, held, confirmed, waiting } = totals(cells);
  return { state: stateOfAll(states, free), free, capacity, held, confirmed, waiting };
}

/** "5 of 12 places free, 1 held, 6 booked, 3 on the waiting list". */
export function practiceSentence({ state, free, capacity, held, confirmed, waiting }: PracticeTotals): string {
  const first = { free: "", few: "", full: "", soon: "Booking not open: ", closed: "Booking closed: ", stopped: "Booking stopped: " }[state];
  const parts = [`${first}${free} of ${capacity} ${capacity === 1 ? "place" : "places"} free`];
  if (held > 0) parts.push(`${held} held`);
  if (confirmed > 0) parts.push(`${confirmed} booked`);
  if (waiting > 0) parts.push(`${waiting} on the waiting list`);
  return parts.join(", ");
}

function stateOfAll(states: readonly CellState[], free: number): CellState {
  if (free > 0) return free === 1 ? "few" : "free";
  return (["full", "soon", "stopped"] as const).find((state) => states.includes(state)) ?? "closed";
}

const bookable = (state: CellState | undefined): boolean => state === "free" || state === "few";
