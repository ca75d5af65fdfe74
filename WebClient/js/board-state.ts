// What a board page knows, and how a message from the hub changes it. Pure: no DOM, no clock, no connection.

/** One week's numbers as shown in a cell. */
export interface Cell {
  /** "K81001/2026-08-03". */
  readonly week: string;
  /** Version of the week; a cell never goes back to an older one. */
  readonly version: number;
  readonly capacity: number;
  readonly free: number;
  readonly held: number;
  readonly offered: number;
  readonly confirmed: number;
  readonly waiting: number;
  /** When the first hold or offer runs out, in milliseconds since 1970 UTC; 0 when none is open. */
  readonly freesAt: number;
  /** Booking window, in milliseconds since 1970 UTC. */
  readonly opens: number;
  readonly closes: number;
  readonly stopped: boolean;
}

/** The whole board. Versions compare only within one epoch. */
export interface Snapshot {
  readonly epoch: string;
  readonly version: number;
  readonly rows: readonly Cell[];
}

/** All that changed between two versions of the board. */
export interface Delta {
  readonly epoch: string;
  readonly from: number;
  readonly to: number;
  readonly rows: readonly Cell[];
}

export interface BoardState {
  readonly epoch: string;
  readonly version: number;
  readonly cells: ReadonlyMap<string, Cell>;
}

export interface Step {
  readonly state: BoardState;
  /** Cells whose content is newer than before. */
  readonly changed: readonly Cell[];
  /** Weeks this board did not have before. */
  readonly added: readonly Cell[];
  /** A message was missed, or the board was built anew: join again. */
  readonly gap: boolean;
}

export interface Totals {
  readonly weeks: number;
  readonly capacity: number;
  readonly free: number;
  readonly held: number;
  readonly confirmed: number;
  readonly waiting: number;
}

export const emptyBoard: BoardState = { epoch: "", version: 0, cells: new Map() };

/** The answer to joining: the whole board, or the rows this page had missed. */
export function withSnapshot(state: BoardState, snapshot: Snapshot): Step {
  const older = snapshot.epoch === state.epoch && snapshot.version < state.version;
  return older ? unchanged(state, false) : merge(state, snapshot.rows, snapshot.epoch, snapshot.version);
}

export function withDelta(state: BoardState, delta: Delta): Step {
  if (delta.epoch !== state.epoch || delta.from > state.version) return unchanged(state, true);
  if (delta.to <= state.version) return unchanged(state, false);
  return merge(state, delta.rows, delta.epoch, delta.to);
}

export function totals(cells: Iterable<Cell>): Totals {
  let [weeks, capacity, free, held, confirmed, waiting] = [0, 0, 0, 0, 0, 0];
  for (const cell of cells) {
    weeks++;
    capacity += cell.capacity;
    free += cell.free;
    held += cell.held + cell.offered;
    confirmed += cell.confirmed;
    waiting += cell.waiting;
  }
  return { weeks, capacity, free, held, confirmed, waiting };
}

function unchanged(state: BoardState, gap: boolean): Step {
  return { state, changed: [], added: [], gap };
}

function merge(state: BoardState, rows: readonly Cell[], epoch: string, version: number): Step {
  const cells = new Map(state.cells);
  const changed: Cell[] = [];
  const added: Cell[] = [];
  for (const row of rows) {
    const known = cells.get(row.week);
    if (known !== undefined && known.version >= row.version) continue;
    cells.set(row.week, row);
    (known === undefined ? added : changed).push(row);
  }
  return { state: { epoch, version, cells }, changed, added, gap: false };
}
