import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watchWeekEnds, weeksOver } from "../week-ends";

const weeks = ["K81001/2026-08-03", "K81002/2026-08-10", "K81001/2027-01-04"];

describe("A week leaves the page", () => {
  it("when its Friday has passed by the date in London, in summer time", () => {
    expect(weeksOver(weeks, Date.parse("2026-08-07T22:59:59Z"))).toEqual([]);
    expect(weeksOver(weeks, Date.parse("2026-08-07T23:00:00Z"))).toEqual(["K81001/2026-08-03"]);
  });

  it("and in winter time", () => {
    expect(weeksOver(weeks, Date.parse("2027-01-08T23:59:59Z"))).not.toContain("K81001/2027-01-04");
    expect(weeksOver(weeks, Date.parse("2027-01-09T00:00:00Z"))).toEqual(weeks);
  });

  it("and one without a date never does", () => {
    expect(weeksOver(["K81001", "K81001/soon"], Date.parse("2030-01-01T00:00:00Z"))).toEqual([]);
  });
});

describe("A page that stays open", () => {
  beforeEach(() => vi.useFakeTimers({ now: Date.parse("2026-08-07T22:58:30Z") }));
  afterEach(() => vi.useRealTimers());

  it("is told once of each week that ends while it is shown", () => {
    const ended = vi.fn();
    watchWeekEnds(() => weeks, ended);
    vi.advanceTimersByTime(60_000);
    expect(ended).not.toHaveBeenCalled();
    vi.advanceTimersByTime(90_000);
    expect(ended).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(3_600_000);
    expect(ended).toHaveBeenCalledTimes(1);
    vi.setSystemTime(Date.parse("2026-08-15T00:00:00Z"));
    vi.advanceTimersByTime(90_000);
    expect(ended).toHaveBeenCalledTimes(2);
  });
});
