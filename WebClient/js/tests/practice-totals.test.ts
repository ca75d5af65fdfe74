import { expect, test } from "vitest";
import type { Cell } from "../board-state";
import { practiceSentence, practiceTotals } from "../practice-totals";

const noon = Date.UTC(2026, 7, 3, 11);
const day = 86_400_000;
const cell = (over: Partial<Cell> = {}): Cell => ({
  week: "K81001/2026-09-07", version: 1, capacity: 2, free: 2, held: 0, offered: 0, confirmed: 0, waiting: 0,
  freesAt: 0, opens: noon - day, closes: noon + day, stopped: false, ...over,
});
const full = cell({ free: 0, confirmed: 2 });
const soon = cell({ opens: noon + day });
const closed = cell({ closes: noon });
const stopped = cell({ stopped: true });

test.each([
  ["free", [cell(), full]],
  ["few", [cell({ free: 1, confirmed: 1 }), full, soon]],
  ["full", [full, soon, stopped]],
  ["soon", [soon, stopped, closed]],
  ["stopped", [stopped, closed]],
  ["closed", [closed]],
  ["closed", []],
])("is %s", (state, cells) => expect(practiceTotals(cells, noon).state).toBe(state));

test("free counts only what can be booked now, the rest counts everything", () => {
  const sum = practiceTotals([cell(), soon, closed, cell({ capacity: 4, free: 1, held: 1, offered: 1, confirmed: 1, waiting: 5 })], noon);
  expect(sum).toEqual({ state: "free", free: 3, capacity: 10, held: 2, confirmed: 1, waiting: 5 });
  expect(practiceSentence(sum)).toBe("3 of 10 places free, 2 held, 1 booked, 5 on the waiting list");
});

test("a practice that takes no bookings says why", () => {
  expect(practiceSentence(practiceTotals([cell({ capacity: 1, stopped: true })], noon))).toBe("Booking stopped: 0 of 1 place free");
});
