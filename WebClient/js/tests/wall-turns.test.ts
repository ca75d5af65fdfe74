import { expect, test } from "vitest";
import { linesOfTurn, placeOfMinute, places } from "../wall-turns";

test.each([
  [20, 8, 0, 0, 8],
  [20, 8, 1, 8, 16],
  [20, 8, 2, 16, 20],
  [20, 8, 3, 0, 8],
  [8, 8, 5, 0, 8],
  [3, 8, 1, 0, 3],
  [0, 8, 7, 0, 0],
])("of %d lines, %d at a time, turn %d shows %d to %d", (lines, perTurn, turn, from, to) => expect(linesOfTurn(lines, perTurn, turn)).toEqual({ from, to }));

test("in nine minutes the picture stands in nine places", () => {
  expect(new Set(Array.from({ length: places }, (_, at) => placeOfMinute(29_000_000 + at))).size).toBe(places);
});
