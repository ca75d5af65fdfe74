import { describe, expect, it } from "vitest";
import { weeksOver } from "../week-ends";

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
