import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { purge, sourcesIn } from "../../styles.mjs";

const page = '<a class="nhsuk-button nhsuk-tag--blue">';

describe("the framework's stylesheet", () => {
  it.each([
    ["a class that is used", ".nhsuk-button{color:red}"],
    ["an element", "body{margin:0}"],
    ["a class of the framework's that has no prefix", ".js-enabled .nhsuk-button{color:red}"],
    ["an attribute that only script sets", ".nhsuk-button[aria-busy=true]{color:red}"],
    ["what may be absent", ".nhsuk-button:not(.nhsuk-link){color:red}"],
    ["braces in a text", '.nhsuk-button:after{content:"}"}'],
    ["a rule within a condition", "@media print{.nhsuk-button{color:red}}"],
    ["names for animations", "@keyframes turn{to{opacity:0}}"],
  ])("keeps %s", async (_, css) => {
    expect(await purge(css, [page])).toBe(css);
  });

  it.each([
    ["a class that nothing has", ".nhsuk-hero{color:red}"],
    ["a class of which only the beginning stands somewhere", ".nhsuk-tag{color:red}"],
    ["a pair of which one is missing", ".nhsuk-button.nhsuk-button--login{color:red}"],
    ["a condition with nothing in it", "@media print{.nhsuk-hero{color:red}}"],
  ])("leaves out %s", async (_, css) => {
    expect(await purge(css, [page])).toBe("");
  });

  it("keeps of a list what can be", async () => {
    expect(await purge(".nhsuk-hero,.nhsuk-button,.nhsuk-button .nhsuk-link{color:red}", [page])).toBe(".nhsuk-button{color:red}");
  });

  it("keeps of several ways those that can be", async () => {
    expect(await purge(":is(.nhsuk-link,.nhsuk-button){color:red}", [page])).toBe(":is(.nhsuk-button){color:red}");
  });

  it("reads a site's sources and refuses a class that is pieced together", async () => {
    const folder = await mkdtemp(join(tmpdir(), "styles-"));
    try {
      await writeFile(join(folder, "Page.razor"), page);
      await writeFile(join(folder, "notes.md"), "nhsuk-hero");
      expect(await sourcesIn(folder)).toEqual([page]);
      await writeFile(join(folder, "Other.razor"), '<a class="nhsuk-tag--@(Colour)">');
      await expect(sourcesIn(folder)).rejects.toThrow("pieces a class together: nhsuk-tag--@(");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
