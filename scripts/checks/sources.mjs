import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { root } from "../setup/paths.mjs";

const PASSED_OVER = new Set(["node_modules", "dist", "build", "samples", "fixtures", "demo"]);

/** All TypeScript files of the packages, with what they import. */
export function readSources() {
  const files = [];
  for (const name of readdirSync(join(root, "packages"))) collect(join(root, "packages", name), name, files);
  return files;
}

function collect(folder, packageName, files) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!PASSED_OVER.has(entry.name)) collect(path, packageName, files);
    } else if (entry.name.endsWith(".ts") && !entry.name.endsWith(".d.ts")) {
      files.push(readSource(path, packageName));
    }
  }
}

function readSource(path, packageName) {
  const text = readFileSync(path, "utf8");
  const file = relative(root, path);
  const place = relative(join(root, "packages", packageName), path);
  const isProduct = /^src\/(?!testing\/)/.test(place) && !place.endsWith(".test.ts");
  return { file, packageName, folder: dirname(file), isProduct, text, imports: importsOf(text) };
}

/** Import and re-export statements at the beginning of a line, and `import("…")`; `type` ones are marked. */
export function importsOf(text) {
  const found = [];
  const statements = /^(?:import|export)(\s+type\b)?\s*(?:[\w*{][^;"']*?\bfrom\s*)?["']([^"']+)["']/gm;
  for (const [, type, name] of text.matchAll(statements)) found.push({ name, onlyType: type !== undefined });
  for (const [, name] of text.matchAll(/(?<!typeof )\bimport\(\s*["']([^"']+)["']\s*\)/g))
    found.push({ name, onlyType: false });
  return found;
}
