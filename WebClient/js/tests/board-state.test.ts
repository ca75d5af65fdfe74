import { expect, test } from "vitest";
import { emptyBoard, totals, withDelta, withSnapshot, type BoardState, type Cell, type Delta } from "../board-state";

const epoch = "one";
const cell = (week: string, version: number, over: Partial<Cell> = {}): Cell => ({
  week, version, capacity: 2, free: 2, held: 0, offered: 0, confirmed: 0, waiting: 0, freesAt: 0, opens: 0, closes: 0, stopped: false, ...over,
});
const board = (version: number, ...rows: Cell[]): BoardState => withSnapshot(emptyBoard, { epoch, version, rows }).state;
const delta = (from: number, to: number, ...rows: Cell[]): Delta => ({ epoch, from, to, rows });

test("a snapshot fills an empty board", () => {
  const step = withSnapshot(emptyBoard, { epoch, version: 7, rows: [cell("a", 1), cell("b", 3)] });
  expect(step.state.version).toBe(7);
  expect(step.added.map((row) => row.week)).toEqual(["a", "b"]);
  expect(step.gap).toBe(false);
});

test("a delta that follows on changes its rows only", () => {
  const step = withDelta(board(7, cell("a", 1), cell("b", 3)), delta(7, 8, cell("b", 4, { free: 1, held: 1 })));
  expect(step.changed).toEqual([cell("b", 4, { free: 1, held: 1 })]);
  expect(step.state.cells.get("a")?.version).toBe(1);
  expect(step.state.version).toBe(8);
});

test("a delta from beyond what is known is a gap and changes nothing", () => {
  const before = board(7, cell("a", 1));
  const step = withDelta(before, delta(8, 9, cell("a", 2)));
  expect(step.gap).toBe(true);
  expect(step.state).toBe(before);
});

test("a delta of another epoch is a gap, however its versions read", () => {
  const before = board(7, cell("a", 1));
  const step = withDelta(before, { ...delta(7, 8, cell("a", 2)), epoch: "two" });
  expect(step.gap).toBe(true);
  expect(step.state).toBe(before);
});

test("a delta seen before is passed over", () => {
  const before = board(7, cell("a", 2));
  const step = withDelta(before, delta(5, 7, cell("a", 3)));
  expect(step).toEqual({ state: before, changed: [], added: [], gap: false });
});

test("a delta that overlaps what is known is taken, its older rows are not", () => {
  const step = withDelta(board(7, cell("a", 5), cell("b", 1)), delta(5, 9, cell("a", 4, { free: 0 }), cell("b", 2)));
  expect(step.changed.map((row) => row.week)).toEqual(["b"]);
  expect(step.state.cells.get("a")).toEqual(cell("a", 5));
  expect(step.state.version).toBe(9);
});

test("a week never heard of is told apart from a changed one", () => {
  const step = withDelta(board(1, cell("a", 1)), delta(1, 2, cell("a", 2), cell("c", 1)));
  expect(step.changed.map((row) => row.week)).toEqual(["a"]);
  expect(step.added.map((row) => row.week)).toEqual(["c"]);
});

test("the answer to joining again brings what was missed", () => {
  const step = withSnapshot(board(3, cell("a", 1), cell("b", 1)), { epoch, version: 9, rows: [cell("b", 6)] });
  expect(step.changed.map((row) => row.week)).toEqual(["b"]);
  expect([...step.state.cells.keys()]).toEqual(["a", "b"]);
  expect(step.state.version).toBe(9);
});

test("a snapshot of a new epoch is taken even with a lower version, but no week goes back", () => {
  const step = withSnapshot(board(90, cell("a", 8), cell("b", 1)), { epoch: "two", version: 1, rows: [cell("a", 7), cell("b", 2)] });
  expect(step.state.epoch).toBe("two");
  expect(step.state.version).toBe(1);
  expect(step.changed.map((row) => row.week)).toEqual(["b"]);
  expect(withDelta(step.state, { ...delta(1, 2, cell("a", 9)), epoch: "two" }).changed).toEqual([cell("a", 9)]);
});

test("a late snapshot of the same epoch is passed over", () => {
  const before = board(9, cell("a", 4));
  expect(withSnapshot(before, { epoch, version: 8, rows: [cell("a", 3)] }).state).toBe(before);
});

test("states are never changed in place", () => {
  const before = board(1, cell("a", 1));
  withDelta(before, delta(1, 2, cell("a", 2), cell("b", 1)));
  expect([...before.cells.values()]).toEqual([cell("a", 1)]);
});

test("offered places count as held in the totals", () => {
  expect(totals([cell("a", 1, { capacity: 3, free: 0, held: 1, offered: 1, confirmed: 1, waiting: 4 }), cell("b", 1)])).toEqual({
    weeks: 2, capacity: 5, free: 2, held: 2, confirmed: 1, waiting: 4,
  });
});
