// Writes the pages of docs/ that are made from the sources. With --check nothing is written: a page that is not current fails.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

register();
const { syscallTableMarkdown } = await import("../packages/core/src/syscalls/table-text.ts");

const PAGES = [["docs/syscalls.md", syscallTableMarkdown]];

const check = process.argv.includes("--check");
for (const [page, make] of PAGES) {
  const path = fileURLToPath(new URL(`../${page}`, import.meta.url));
  const current = existsSync(path) ? readFileSync(path, "utf8") : undefined;
  const wanted = make();
  if (current === wanted) continue;
  if (check) {
    console.error(`${page} is not what the sources say; write it with: pnpm docs`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, wanted);
    console.log(`${page} written`);
  }
}
