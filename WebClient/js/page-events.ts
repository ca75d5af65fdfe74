// When a changed number is not enough: another button is due, or a week that the page does not show yet.
import type { BoardEvents } from "./board-view";
import { stateOf, type CellState } from "./cell-text";
import { now } from "./clock";
import { refreshSoon } from "./refresh";

/** Cells under data-actions have buttons that depend on their state; others are numbers only. */
export function pageEvents(rejoin: () => void): BoardEvents {
  const states = new Map<string, CellState>();
  const asked = new Set<string>();
  return {
    gap: rejoin,
    unknown(weeks) {
      refreshFollowers();
      const growing = document.querySelector<HTMLElement>("[data-grows]");
      if (growing === null) return;
      const onlyFree = "onlyFree" in growing.dataset;
      const elsewhere = new Set((growing.dataset["elsewhere"] ?? "").split(" "));
      for (const cell of weeks) {
        if (elsewhere.has(practiceOf(cell.week))) continue;
        if (growing.dataset["grows"] === "stopped" && !cell.stopped) continue;
        const key = `${cell.week} ${cell.stopped}${onlyFree ? ` ${cell.free > 0}` : ""}`;
        if (asked.has(key)) continue;
        asked.add(key);
        refreshSoon(400);
      }
    },
    changed(cells) {
      refreshFollowers();
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

/** What only the server can work out anew, such as charts. */
function refreshFollowers(): void {
  if (document.querySelector("[data-refresh-on-change]") !== null) refreshSoon(1_500);
}

const practiceOf = (week: string): string => week.split("/")[0] ?? "";

const bookable = (state: CellState): CellState => (state === "few" ? "free" : state);
