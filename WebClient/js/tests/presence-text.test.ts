import { expect, test } from "vitest";
import { presenceText, type Present } from "../presence-text";

const sam: Present = { who: "1", name: "Sam Field", week: "2026-08-03" };
const rowan: Present = { who: "2", name: "Rowan Ashby", week: "2026-08-03" };
const tomas: Present = { who: "3", name: "Tomas Reid", week: "2026-08-03" };
const imogen: Present = { who: "4", name: "Imogen Clarke", week: "2026-08-03" };

test.each([
  [[], ""],
  [[{ ...sam, who: "me" }], ""],
  [[sam], "Sam Field is also on this page."],
  [[sam, rowan], "Sam Field and Rowan Ashby are also on this page."],
  [[sam, rowan, tomas], "Sam Field, Rowan Ashby and Tomas Reid are also on this page."],
  [[sam, rowan, tomas, imogen], "Sam Field, Rowan Ashby and 2 others are also on this page."],
  [[{ ...sam, week: "2026-08-10" }], "Sam Field is also editing this practice."],
  [[{ ...sam, week: null }, rowan], "Rowan Ashby is also on this page. Sam Field is also editing this practice."],
])("%o reads %s", (people, text) => expect(presenceText(people, "me", "2026-08-03")).toBe(text));

test("somebody with two pages open is told once, where it is nearest", () => {
  expect(presenceText([sam, { ...sam, week: null }], "me", "2026-08-03")).toBe("Sam Field is also on this page.");
});

test("on the practice's own pages an absent week and none are the same", () => {
  expect(presenceText([{ who: "1", name: "Sam Field" }, { ...rowan, week: null }], "me", undefined)).toBe("Sam Field and Rowan Ashby are also on this page.");
});
