// The hub's JSON and how it becomes what the pages work with. The only file that knows both.
import type { Cell, Delta, Snapshot } from "./board-state";

/** One week; absent members are null or false. Instants are ISO 8601. */
export interface WireRow {
  /** "K81001/2026-08-03". */
  readonly k: string;
  readonly c: number;
  readonly f: number;
  readonly hd: number;
  readonly of: number;
  readonly cf: number;
  readonly w: number;
  readonly fa?: string;
  readonly o: string;
  readonly cl: string;
  readonly s?: boolean;
  readonly v: number;
}

export interface WireDelta {
  /** The topic, for example "live/Y61/Foundation". */
  readonly board: string;
  readonly epoch: string;
  readonly from: number;
  readonly to: number;
  readonly rows: readonly WireRow[];
}

/** A topic that is no board moved; null for every topic that the page follows. */
export interface WireMoved {
  readonly topic: string | null;
  readonly epoch: string;
  readonly version: number;
}

/** The answer to Join: all rows, or those the page had missed. */
export interface WireSnapshot {
  readonly epoch: string;
  readonly version: number;
  readonly rows: readonly WireRow[];
}

export const toDelta = (delta: WireDelta): Delta => ({ epoch: delta.epoch, from: delta.from, to: delta.to, rows: delta.rows.map(toCell) });

export const toSnapshot = (answer: WireSnapshot): Snapshot => ({ epoch: answer.epoch, version: answer.version, rows: answer.rows.map(toCell) });

function toCell(row: WireRow): Cell {
  return {
    week: row.k,
    version: row.v,
    capacity: row.c,
    free: row.f,
    held: row.hd,
    offered: row.of,
    confirmed: row.cf,
    waiting: row.w,
    freesAt: row.fa === undefined ? 0 : Date.parse(row.fa),
    opens: Date.parse(row.o),
    closes: Date.parse(row.cl),
    stopped: row.s ?? false,
  };
}
