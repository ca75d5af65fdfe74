// The hub's JSON and how it becomes what the pages work with. The only file that knows both.
import type { Cell, Delta, Snapshot } from "./board-state";

export interface WireRow {
  readonly week: string | { readonly practice: string; readonly monday: string };
  readonly offer: {
    readonly capacity: number;
    readonly free: number;
    readonly held: number;
    readonly offered: number;
    readonly confirmed: number;
    readonly waiting: number;
    readonly freesAt: string | null;
    readonly opens: string;
    readonly closes: string;
  };
  readonly stopped: boolean;
  readonly version: number;
}

export interface WireDelta {
  /** The topic, for example "live/Y61/Foundation". */
  readonly board: string;
  readonly epoch: string;
  readonly from: number;
  readonly to: number;
  readonly rows: readonly WireRow[];
}

/** The answer to Join: all rows, or those the page had missed. */
export interface WireSnapshot {
  readonly epoch: string;
  readonly version: number;
  readonly rows: readonly WireRow[];
}

export const toDelta = (delta: WireDelta): Delta => ({ epoch: delta.epoch, from: delta.from, to: delta.to, rows: delta.rows.map(toCell) });

export const toSnapshot = (answer: WireSnapshot): Snapshot => ({ epoch: answer.epoch, version: answer.version, rows: answer.rows.map(toCell) });

function toCell({ week, offer, stopped, version }: WireRow): Cell {
  return {
    week: typeof week === "string" ? week.replace(/^week\//, "") : `${week.practice}/${week.monday}`,
    version,
    capacity: offer.capacity,
    free: offer.free,
    held: offer.held,
    offered: offer.offered,
    confirmed: offer.confirmed,
    waiting: offer.waiting,
    freesAt: instant(offer.freesAt),
    opens: instant(offer.opens),
    closes: instant(offer.closes),
    stopped,
  };
}

const instant = (text: string | null): number => (text === null ? 0 : Date.parse(text));
