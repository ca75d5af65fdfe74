// When a changed number is not enough: another button is due, or a week that the page did not show.
import type { BoardEvents } from "./board-view";
import { stateOf, type CellState } from "./cell-text";
import { now } from "./clock";
import { refreshSoon } from "./refresh";

/** Cells under data-actions have buttons that depend on their state; others are numbers only. */
export function weekEvents(rejoin: () => void): BoardEvents {
  const states = new Map<string, CellState>();
  const asked = new Set<string>();
  return {
    gap: rejoin,
    unknown(weeks) {
      if (document.querySelector("[data-grows]") === null) return;
      const onlyFree = document.querySelector("[data-only-free]") !== null;
      for (const cell of weeks) {
        const key = onlyFree ? `${cell.week} ${cell.free > 0}` : cell.week;
        if (asked.has(key)) continue;
        asked.add(key);
        refreshSoon(400);
      }
    },
    changed(cells) {
      if (document.querySelector("[data-actions]") === null) return;
      for (const cell of cells) {
        const state = bookable(stateOf(cell, now()));
        if (states.get(cell.week) === state) continue;
        states.set(cell.week, state);
        refreshSoon(200);
      }
    },
  };
}

const bookable = (state: CellState): CellState => (state === "few" ? "free" : state);
