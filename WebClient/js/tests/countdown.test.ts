import { expect, test } from "vitest";
import { remaining, remainingShort } from "../countdown";

const minute = 60_000;
const hour = 60 * minute;

test.each([
  [3 * minute + 40_000, "3:40"],
  [9_001, "0:10"],
  [0, "0:00"],
  [-5_000, "0:00"],
  [hour - 1, "1 hour 0 minutes"],
  [2 * hour + 5 * minute, "2 hours 5 minutes"],
  [47 * hour, "1 day 23 hours"],
  [50 * hour, "2 days 2 hours"],
])("%d ms reads %s", (left, text) => expect(remaining(left)).toBe(text));

test.each([
  [3 * minute + 40_000, "3:40"],
  [47 * hour + 59 * minute, "1d"],
  [5 * hour, "5h"],
  [-1, "0:00"],
])("%d ms in a cell reads %s", (left, text) => expect(remainingShort(left)).toBe(text));
