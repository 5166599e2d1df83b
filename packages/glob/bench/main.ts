import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { allocationRows } from "./allocation.ts";
import type { Context } from "./context.ts";
import { fnmatchRows } from "./fnmatch.ts";
import { hostileRows } from "./hostile.ts";
import { npmRows } from "./npm.ts";
import { isReached, rowText, type Row } from "./report.ts";
import { setRows } from "./sets.ts";

// pnpm --filter @sbx/glob bench [--only fnmatch,npm,sets,hostile,allocation] [--rounds 9] [--seed 1] [--json FILE] [--strict]

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "fnmatch,npm,sets,hostile,allocation" },
    rounds: { type: "string", default: "9" },
    seed: { type: "string", default: "20260724" },
    json: { type: "string" },
    strict: { type: "boolean", default: false },
  },
});

const SECTIONS: Readonly<Record<string, (context: Context) => Promise<Row[]> | Row[]>> = {
  fnmatch: fnmatchRows,
  npm: npmRows,
  sets: setRows,
  hostile: hostileRows,
  allocation: allocationRows,
};

const folder = mkdtempSync(join(tmpdir(), "sbx-glob-bench-"));
const context: Context = {
  folder,
  here: fileURLToPath(new URL(".", import.meta.url)),
  node: [process.execPath],
  rounds: Number(values.rounds),
  seed: Number(values.seed),
  log: (row) => console.log(rowText(row)),
};
console.log(
  `node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "?"}, seed ${values.seed}, ${values.rounds} rounds`,
);
console.log("medians of processor times with quartiles; every answer was compared before a time was taken\n");
try {
  const rows: Row[] = [];
  for (const name of values.only.split(",")) rows.push(...(await SECTIONS[name]!(context)));
  const missed = rows.filter((row) => !isReached(row));
  console.log(`\n${rows.length - missed.length} of ${rows.length} rows as wanted`);
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify({ node: process.version, seed: values.seed, rows }, undefined, 2)}\n`);
  }
  if (values.strict && missed.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
