import { expect, test } from "vitest";
import type { Cell } from "../board-state";
import { heatLevel, sentence, share, stateOf } from "../cell-text";

const noon = Date.UTC(2026, 7, 3, 11);
const day = 86_400_000;
const cell = (over: Partial<Cell> = {}): Cell => ({
  week: "K81001/2026-09-07", version: 1, capacity: 2, free: 2, held: 0, offered: 0, confirmed: 0, waiting: 0,
  freesAt: 0, opens: noon - day, closes: noon + day, stopped: false, ...over,
});

test.each([
  [cell(), "free"],
  [cell({ free: 1 }), "few"],
  [cell({ capacity: 1, free: 1 }), "free"],
  [cell({ free: 0 }), "full"],
  [cell({ opens: noon + 1 }), "soon"],
  [cell({ opens: noon }), "free"],
  [cell({ closes: noon }), "closed"],
  [cell({ stopped: true, closes: noon - 1 }), "stopped"],
])("%o is %s", (given, state) => expect(stateOf(given, noon)).toBe(state));

test("a cell reads as one sentence in London's time", () => {
  const busy = cell({ free: 0, held: 1, confirmed: 1, waiting: 3, freesAt: noon + 4 * 60_000 });
  expect(sentence(busy, noon)).toBe("0 of 2 free, 1 held until 12:04pm, 1 booked, 3 on the waiting list");
});

test("a week not yet open says when it opens", () => {
  expect(sentence(cell({ opens: noon + day }), noon)).toBe("2 places, booking opens 4 Aug at midday");
});

test.each([
  [cell(), "0%", "none"],
  [cell({ capacity: 3, confirmed: 1 }), "33%", "low"],
  [cell({ capacity: 3, held: 1, offered: 1 }), "67%", "high"],
  [cell({ capacity: 300, confirmed: 1 }), "1%", "low"],
  [cell({ capacity: 300, confirmed: 299 }), "99%", "high"],
  [cell({ confirmed: 2, closes: noon }), "100%", "all"],
  [cell({ capacity: 0, confirmed: 0 }), "0%", "none"],
  [cell({ capacity: 1, confirmed: 2 }), "100%", "all"],
  [cell({ opens: noon + 1 }), "soon", ""],
  [cell({ stopped: true, confirmed: 2 }), "stop", ""],
])("%o heats to %s, %s", (given, text, level) => {
  const state = stateOf(given, noon);
  expect([share(given, state), heatLevel(given, state)]).toEqual([text, level]);
});
