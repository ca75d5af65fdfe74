// Makes THIRD-PARTY-NOTICES.md: every package and asset that is shipped, with its licence. Run it after `dotnet restore` and `npm ci`, whenever
// a package changes; with --check it fails when the file is not what it would make.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const web = join(root, "WebClient");
const target = join(root, "THIRD-PARTY-NOTICES.md");

/** Of packages that let one choose, what is chosen. */
const chosen = new Map([["MS-PL OR Apache-2.0", "Apache-2.0"]]);

/** Of packages that do not say it themselves. */
const holders = new Map([
  ["nhsuk-frontend", "Copyright (c) NHS England (Crown copyright)"],
  ["@microsoft/signalr", "Copyright (c) .NET Foundation and Contributors"],
  ["idiomorph", "Big Sky Software"],
]);

const read = (...parts) => readFileSync(join(...parts), "utf8").replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
const byName = (one, other) => (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1);

/** What `dotnet publish Silo` copies: packages that bring a library to run with. */
function nugetPackages() {
  const assets = JSON.parse(read(root, "Silo/obj/project.assets.json"));
  const [folder] = Object.keys(assets.packageFolders);
  const brings = (files) => Object.keys(files ?? {}).some((file) => !file.endsWith("_._"));
  return Object.entries(Object.values(assets.targets)[0])
    .filter(([, entry]) => entry.type === "package" && (brings(entry.runtime) || brings(entry.native) || brings(entry.runtimeTargets)))
    .map(([key]) => nugetPackage(key, join(folder, assets.libraries[key].path)))
    .sort(byName);
}

function nugetPackage(key, folder) {
  const [name, version] = key.split("/");
  const files = readdirSync(folder);
  const spec = read(folder, files.find((file) => file.endsWith(".nuspec")));
  const element = (tag) => unescape(spec.match(new RegExp(`<${tag}(?: [^>]*)?>([^<]*)</${tag}>`))?.[1] ?? "").trim();
  const isFile = /<license type="file"/.test(spec);
  const copyright = element("copyright");
  return {
    name, version,
    licence: isFile ? "own" : (chosen.get(element("license")) ?? element("license")),
    copyright: /©|\(c\)|copyright/i.test(copyright) ? copyright : `Copyright (c) ${copyright || element("authors")}`,
    text: isFile ? read(folder, element("license")) : undefined,
    notices: files.filter((file) => /^(third-?party-?notices|notice)(\.txt|\.md)?$/i.test(file)).map((file) => read(folder, file)),
  };
}

const unescape = (text) =>
  text.replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16))).replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** What the bundle is made of. */
async function npmPackages() {
  const { build } = createRequire(join(web, "package.json"))("esbuild");
  const { metafile } = await build({
    absWorkingDir: web, entryPoints: ["js/app.ts", "css/site.css"], outdir: "out", bundle: true, format: "esm", write: false, metafile: true,
    external: ["/assets/*"], loader: { ".svg": "file" }, logLevel: "silent",
  });
  const names = new Set(Object.keys(metafile.inputs).flatMap((file) => file.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1] ?? []));
  return [...names].map((name) => {
    const folder = join(web, "node_modules", name);
    const { version, license } = JSON.parse(read(folder, "package.json"));
    const file = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
    const line = file && read(folder, file).split("\n").find((line) => /^\s*copyright\b.*\d/i.test(line));
    const copyright = line?.trim() ?? holders.get(name);
    if (copyright === undefined) throw new Error(`${name} does not say whose it is: look it up and add it to the holders in tools/notices.mjs.`);
    return { name, version, licence: chosen.get(license) ?? license, copyright, notices: [] };
  }).sort(byName);
}

const fonts = () => ({ ...JSON.parse(read(web, "node_modules/@expo-google-fonts/source-sans-3/package.json")), text: read(web, "node_modules/@expo-google-fonts/source-sans-3/LICENSE_FONT") });

const table = (packages) =>
  ["| Package | Version | Licence | Copyright |", "|---|---|---|---|", ...packages.map((one) => `| ${one.name} | ${one.version} | ${one.licence} | ${one.copyright.replace(/\s+/g, " ")} |`)].join("\n");
const quoted = (text) => `\`\`\`text\n${text.trim().replaceAll("```", "'''")}\n\`\`\``;

/** The licences that packages repeat from others, each once. */
function notices(packages) {
  const seen = new Set();
  return packages.flatMap((one) => one.notices.flatMap((text) => text.split(/^(?=License notice for )/im))).map((text) => text.trim()).filter((text) => {
    const hash = createHash("sha256").update(text.replace(/\s+/g, " ").replace(/^(License notice for [^(]*?)\s*(\(.*?\))?\s*-+/i, "$1")).digest("hex");
    return !seen.has(hash) && seen.add(hash);
  });
}

function licenceText(id) {
  const file = join(import.meta.dirname, "licences", `${id}.txt`);
  if (!existsSync(file)) throw new Error(`There is no text of the licence ${id}: check that the product may be shipped with it, and add tools/licences/${id}.txt.`);
  return read(file);
}

const nuget = nugetPackages();
const npm = await npmPackages();
const font = fonts();
const ids = [...new Set([...nuget, ...npm].map((one) => one.licence).filter((id) => id !== "own").concat("OGL-UK-3.0"))].sort();
const repeated = notices([...nuget, ...npm]);

const made = `# Third-party notices

OutreachSilo is shipped with the packages and assets below. Each belongs to its authors and comes under its own licence.
This file is made by \`node tools/notices.mjs\`; changes by hand are lost.

## Packages of the service

${table(nuget)}

## Packages in the pages

${table(npm)}

## Assets

* **Source Sans 3**, regular and bold, from @expo-google-fonts/source-sans-3 ${font.version}, in the PDFs that the service writes: SIL Open Font License 1.1.
* **Outlines of the English regions** (\`WebClient/map/english-regions.geojson\`, simplified): contains public sector information licensed
  under the Open Government Licence v3.0. Contains OS data © Crown copyright and database right 2025. Contains National Statistics data
  © Crown copyright and database right 2025.
* The outlines of Marlshire and all icons but those of nhsuk-frontend are OutreachSilo's own.

## Licence texts

${ids.map((id) => `### ${id}\n\n${quoted(licenceText(id))}`).join("\n\n")}

### OFL-1.1 (Source Sans 3)

${quoted(font.text)}

${nuget.filter((one) => one.text).map((one) => `### ${one.name}\n\n${quoted(one.text)}`).join("\n\n")}

## Notices that the packages pass on

${repeated.map(quoted).join("\n\n")}
`;

if (!process.argv.includes("--check")) writeFileSync(target, made);
else if (!existsSync(target) || read(target) !== made) {
  console.error("THIRD-PARTY-NOTICES.md is out of date. Run 'node tools/notices.mjs' and commit it.");
  process.exitCode = 1;
}
