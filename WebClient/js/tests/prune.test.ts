import { describe, expect, it } from "vitest";
import { classesIn, prune } from "../../prune.mjs";

const used = new Set(["nhsuk-button", "nhsuk-tag"]);

describe("the framework's stylesheet", () => {
  it.each([
    ["a class that is used", ".nhsuk-button{color:red}"],
    ["an element", "body{margin:0}"],
    ["a class of the framework's that has no prefix", ".js-enabled .nhsuk-button{color:red}"],
    ["what may be absent", ".nhsuk-button:not(.nhsuk-link){color:red}"],
    ["one way of several", ":is(.nhsuk-link,.nhsuk-tag){color:red}"],
    ["braces in a text", '.nhsuk-tag:after{content:"}"}'],
    ["a rule within a condition", "@media print{.nhsuk-tag{color:red}}"],
    ["names for animations", "@keyframes turn{to{opacity:0}}"],
  ])("keeps %s", (_, css) => {
    expect(prune(css, used)).toBe(css);
  });

  it.each([
    ["a class that nothing has", ".nhsuk-hero{color:red}"],
    ["a pair of which one is missing", ".nhsuk-button.nhsuk-button--login{color:red}"],
    ["a condition with nothing in it", "@media print{.nhsuk-hero{color:red}}"],
  ])("leaves out %s", (_, css) => {
    expect(prune(css, used)).toBe("");
  });

  it("keeps of a list what can be", () => {
    expect(prune(".nhsuk-hero,.nhsuk-tag,.nhsuk-tag .nhsuk-link{color:red}", used)).toBe(".nhsuk-tag{color:red}");
  });

  it("knows a class by its whole name", () => {
    expect(classesIn('<a class="nhsuk-button nhsuk-button--small">')).toEqual(["nhsuk-button", "nhsuk-button--small"]);
  });
});
