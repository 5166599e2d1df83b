import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { glob } from "@sbx/glob";
import { TEXT_ENGINES } from "./matchers.ts";
import type { Workload } from "./workload.ts";

// node worker.js ENGINE WORKLOAD: answers `t` with "nanoseconds matches" (processor time), `c` with "hash matches", `p` with one hash a pattern.

/** Says whether pattern `i` matches path `j`. */
type Ask = (pattern: number, path: number) => boolean;

function bytesEngine({ patterns, paths, pathAware }: Workload): Ask {
  const compiled = patterns.map((pattern) => glob(pattern, { pathAware }));
  const bytes = new TextEncoder().encode(paths.join(""));
  const offsets = new Int32Array(paths.length + 1);
  for (let i = 0; i < paths.length; i++) offsets[i + 1] = offsets[i]! + Buffer.byteLength(paths[i]!);
  return (pattern, path) => compiled[pattern]!.test(bytes, offsets[path]!, offsets[path + 1]!);
}

function textEngine(name: string, { patterns, paths, pathAware }: Workload): Ask {
  const compiled = patterns.map((pattern) => TEXT_ENGINES[name]!(pattern, pathAware));
  return (pattern, path) => compiled[pattern]!(paths[path]!);
}

const [engine, file] = process.argv.slice(2) as [string, string];
const workload = JSON.parse(readFileSync(file, "utf8")) as Workload;
// Flat one-byte strings, as a directory listing gives them.
const flat: Workload = { ...workload, paths: workload.paths.map((path) => Buffer.from(path).toString()) };
const ask = engine === "sbx" ? bytesEngine(flat) : textEngine(engine, flat);
const raw = workload.pairs === undefined ? undefined : readFileSync(workload.pairs);
const pairs = raw && new Uint32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));

function pass(): number {
  let matches = 0;
  if (pairs === undefined) {
    const [patterns, paths] = [workload.patterns.length, workload.paths.length];
    for (let i = 0; i < patterns; i++) for (let j = 0; j < paths; j++) if (ask(i, j)) matches++;
  } else {
    for (let i = 0; i < pairs.length; i += 2) if (ask(pairs[i]!, pairs[i + 1]!)) matches++;
  }
  return matches;
}

function check(): string {
  let hash = 0;
  let matches = 0;
  const add = (hit: boolean): void => {
    hash = (Math.imul(hash, 31) + Number(hit)) >>> 0;
    if (hit) matches++;
  };
  if (pairs === undefined) workload.patterns.forEach((_, i) => workload.paths.forEach((_path, j) => add(ask(i, j))));
  else for (let i = 0; i < pairs.length; i += 2) add(ask(pairs[i]!, pairs[i + 1]!));
  return `${hash} ${matches}`;
}

function perPattern(): string {
  return workload.patterns
    .map((_, i) => workload.paths.reduce((hash, _path, j) => (Math.imul(hash, 31) + Number(ask(i, j))) >>> 0, 0))
    .join(" ");
}

createInterface({ input: process.stdin }).on("line", (line) => {
  if (line === "t") {
    pass();
    const before = process.cpuUsage();
    const matches = pass();
    const { user, system } = process.cpuUsage(before);
    console.log(`${(user + system) * 1_000} ${matches}`);
  } else console.log(line === "p" ? perPattern() : check());
});
