// Bundles js/app.ts and css/site.css into wwwroot/dist, draws the map's outlines, and refuses a stylesheet that would ask another host for anything.
import { build } from "esbuild";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { outlines } from "./map/outlines.mjs";
import { purge, sourcesIn } from "./styles.mjs";

const out = "wwwroot/dist";
const notice = "/*! Third-party notices: /third-party-notices */";
const nhsuk = join(import.meta.dirname, "node_modules/nhsuk-frontend/dist/nhsuk");

/** The framework's stylesheet, as far as this site's pages and scripts use it. */
const nhsukFrontend = (scripts) => ({
  name: "nhsuk-frontend",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\/assets\// }, ({ path }) => ({ path: join(nhsuk, path) }));
    onLoad({ filter: /nhsuk-frontend\.min\.css$/ }, async ({ path }) => {
      const css = (await readFile(path, "utf8"))
        .replace(/\/\*[^]*?\*\//g, "")
        .replace(/@charset[^;]*;/g, "")
        .replace(/@font-face\s*\{[^}]*\}/g, "") // a licensed font on another host: Arial stands in
        .replace(/screen\\0/g, "(max-width:0)"); // an Internet Explorer trick that is not CSS
      return { loader: "css", contents: await purge(css, [...(await sourcesIn(import.meta.dirname)), ...scripts]) };
    });
  },
});

async function bundle(options) {
  const result = await build({
    outdir: out,
    bundle: true,
    minify: true,
    format: "esm",
    target: ["es2022", "chrome109", "firefox115", "safari16"],
    // All licences are in THIRD-PARTY-NOTICES.md, which tools/notices.mjs makes and the service shows.
    legalComments: "none",
    banner: { js: notice, css: notice },
    logLevel: "warning",
    ...options,
  });
  if (result.warnings.length > 0) throw new Error("The bundle has warnings; they are errors here.");
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

// What a page needs later, or not at all, becomes a file of its own.
await bundle({ entryPoints: { app: "js/app.ts" }, splitting: true, chunkNames: "part-[hash]" });
const scripts = await Promise.all((await readdir(out)).map((file) => readFile(join(out, file), "utf8")));
await bundle({ entryPoints: { site: "css/site.css" }, loader: { ".svg": "file" }, plugins: [nhsukFrontend(scripts)] });
await cp("images/favicon.svg", join(out, "favicon.svg"));

const maps = await Promise.all(["english-regions", "fictional"].map(async (name) => JSON.parse(await readFile(`map/${name}.geojson`, "utf8"))));
await writeFile(join(out, "regions.svg"), outlines(maps));

for (const file of await readdir(out)) {
  if (!file.endsWith(".css")) continue;
  const found = (await readFile(join(out, file), "utf8")).match(/(url\(|@import\s)\s*["']?(https?:|\/\/|data:)[^)]{0,80}/);
  if (found) throw new Error(`${file} reaches outside this site: ${found[0]}`);
}
