// Leaves out of the framework's stylesheet what no page of this site can be: rules for classes that stand nowhere in its sources.
import { readFile, readdir } from "node:fs/promises";
import { extname, join } from "node:path";

const notSources = new Set(["node_modules", "obj", "bin", "wwwroot", "tests"]);
const sourceEndings = new Set([".razor", ".cs", ".ts"]);
const pieced = /nhsuk-[a-zA-Z0-9_-]*(@\(|@[A-Z]|\$?\{)/;

/** Every class of the framework that a text names in full. */
export const classesIn = (text) => text.match(/nhsuk-[a-zA-Z0-9_-]+/g) ?? [];

/** The same of all sources under a folder. A class pieced together from parts would be missed, so it is refused. */
export async function classesOfSources(folder) {
  const used = new Set();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !sourceEndings.has(extname(entry.name)) || path.slice(folder.length).split(/[\\/]/).some((part) => notSources.has(part))) continue;
    const text = await readFile(path, "utf8");
    const [found] = text.match(pieced) ?? [];
    if (found !== undefined) throw new Error(`${path} pieces a class together: ${found}. Write it in full, or its rules are left out.`);
    for (const name of classesIn(text)) used.add(name);
  }
  return used;
}

/** The stylesheet without the rules that only concern classes outside `used`. */
export function prune(css, used) {
  let kept = "";
  for (const { head, body } of rules(css)) {
    if (/^@(media|supports)/.test(head)) {
      const inner = prune(body, used);
      if (inner !== "") kept += `${head}{${inner}}`;
    } else if (head.startsWith("@") || body === undefined) kept += body === undefined ? `${head};` : `${head}{${body}}`;
    else {
      const selectors = splitSelectors(head).filter((selector) => canMatch(selector, used));
      if (selectors.length > 0) kept += `${selectors.join(",")}{${body}}`;
    }
  }
  return kept;
}

/** False when the selector needs a class that nothing has. What stands in :not() need not be there; in :is() and :where() any of them would do. */
function canMatch(selector, used) {
  const needed = selector.replace(/:(not|is|where|has)\((?:[^()]|\([^()]*\))*\)/g, "");
  return [...needed.matchAll(/\.((?:\\.|[\w-])+)/g)].every(([, name]) => !name.startsWith("nhsuk-") || used.has(name));
}

/** The commas of a list of selectors, not those within brackets. */
function splitSelectors(head) {
  return head.split(/,(?![^(]*\))/).map((selector) => selector.trim());
}

/** Top-level rules of a stylesheet: what stands before the braces and within them. */
function* rules(css) {
  let start = 0;
  let open = -1;
  let depth = 0;
  let quote = "";
  for (let at = 0; at < css.length; at++) {
    const sign = css[at];
    if (quote !== "") {
      if (sign === "\\") at++;
      else if (sign === quote) quote = "";
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === ";" && depth === 0) {
      yield { head: css.slice(start, at).trim() };
      start = at + 1;
    } else if (sign === "{" && depth++ === 0) open = at;
    else if (sign === "}" && --depth === 0) {
      yield { head: css.slice(start, open).trim(), body: css.slice(open + 1, at) };
      start = at + 1;
    }
  }
}
