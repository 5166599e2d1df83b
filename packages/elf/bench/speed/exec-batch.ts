import { readFileSync } from "node:fs";
import { execCheck } from "@sbx/elf";
import { withFile } from "../fd-source.ts";

// A process of its own that checks every file of a list, as the other tools do.
let undecided = 0;
for (const path of readFileSync(process.argv[2]!, "utf8").split("\n")) {
  if (path === "") continue;
  try {
    withFile(path, (source) => execCheck(source));
  } catch {
    undecided++;
  }
}
process.stdout.write(`${undecided} undecided\n`);
