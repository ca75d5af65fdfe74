// Leaves out of the framework's stylesheet what no page of this site can be: rules for classes that stand nowhere in its sources.
import { readFile, readdir } from "node:fs/promises";
import { extname, join } from "node:path";
import { PurgeCSS } from "purgecss";

const notSources = new Set(["node_modules", "obj", "bin", "wwwroot", "tests"]);
const sourceEndings = new Set([".razor", ".cs", ".ts"]);
const pieced = /nhsuk-[a-zA-Z0-9_-]*(@\(|@[A-Z]|\$?\{)/;

/** The texts of all sources under a folder. A class pieced together from parts would be missed, so it is refused. */
export async function sourcesIn(folder) {
  const texts = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !sourceEndings.has(extname(entry.name)) || path.slice(folder.length).split(/[\\/]/).some((part) => notSources.has(part))) continue;
    const text = await readFile(path, "utf8");
    const [found] = text.match(pieced) ?? [];
    if (found !== undefined) throw new Error(`${path} pieces a class together: ${found}. Write it in full, or its rules are left out.`);
    texts.push(text);
  }
  return texts;
}

/** The stylesheet without the rules that only concern classes of the framework which none of the texts names in full. */
export async function purge(css, texts) {
  const [result] = await new PurgeCSS().purge({
    content: texts.map((raw) => ({ raw, extension: "txt" })),
    css: [{ raw: css }],
    defaultExtractor: (text) => text.match(/nhsuk-[a-zA-Z0-9_-]+/g) ?? [],
    // Elements, attributes and other classes stay: what is left out is the framework's alone.
    safelist: [/^(?!nhsuk-)/],
    dynamicAttributes: [...new Set(Array.from(css.matchAll(/\[([\w-]+)/g), ([, name]) => name))],
  });
  return result.css;
}
