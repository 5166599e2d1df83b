// pnpm bench: what a call costs bare, under a C supervisor that does the same work (the floor), and under sbx, interleaved in
// one run; then start-up on every Node at hand, rule counts, and garbage. Prints a table, and JSON with --json FILE.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, release, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const bundle = join(root, "packages/cli/dist/sbx.js");
const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const rounds = Number(option("--rounds", "7"));
const count = Number(option("--count", "20000"));
const only = option("--only", "");

const work = mkdtempSync(join(tmpdir(), "sbx-bench-"));
const program = (name) => join(work, name);
const compile = (name, ...more) =>
  execFileSync("cc", ["-O2", "-static", "-o", program(name), join(here, `programs/${name}.c`), ...more]);

const RELAXED = ["symlinks", "open_suid", "create", "filename", "magiclinks", "deleted", "xattr"];
const GUARDED = "read,write,create,delete,rename,stat,readlink,truncate,readdir,mkdir,rmdir,symlink";
/** A policy that notifies every path call and allows everything. */
const actRules = (extra = []) => [
  ...["run", "--quiet", "-p", "off"],
  ...RELAXED.flatMap((name) => ["-m", `trace/allow_unsafe_${name}:1`]),
  ...["-m", `sandbox/${GUARDED}:on`],
  ...extra,
  ...["-m", `allow/${GUARDED}+/***`],
];
const unguarded = ["run", "--quiet", "-p", "off", ...RELAXED.flatMap((name) => ["-m", `trace/allow_unsafe_${name}:1`])];

const measure = (command, args) => {
  const result = spawnSync(command, args, { cwd: work, encoding: "utf8", env: { ...process.env, HOME: work } });
  const value = Number(result.stdout.trim().split("\n").at(-1));
  if (result.status !== 0 || !Number.isFinite(value)) throw new Error(`${command} ${args.join(" ")}: ${result.stderr}`);
  return value;
};
const sorted = (values) => values.toSorted((a, b) => a - b);
const median = (values) => sorted(values)[values.length >> 1];
const quartiles = (values) => [sorted(values)[values.length >> 2], sorted(values)[(3 * values.length) >> 2]];
const ratios = (a, b) => a.map((value, i) => value / b[i]);
const summary = (values) => ({ median: median(values), quartiles: quartiles(values) });

const report = { node: process.version, kernel: release(), cpus: cpus().length, rounds, count, calls: [], startUp: [] };
const say = (...cells) =>
  console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(16) : cell.padStart(13))).join(" "));
const range = ({ median: middle, quartiles: [low, high] }) =>
  `${middle.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;

function benchCalls() {
  const operations = [
    "open-absolute",
    "open-cwd",
    "open-dirfd",
    "stat",
    "stat-missing",
    "readlink",
    "create-unlink",
    "rename",
  ];
  const hot = ["getppid", "read"];
  const heavy = ["fork", "exec"];
  say("call", "native ns", "floor ns", "sbx ns", "sbx ÷ floor", "sbx ÷ native");
  for (const name of [...operations, ...hot, ...heavy]) {
    if (only !== "" && !name.startsWith(only)) continue;
    const guarded = operations.includes(name);
    const n = String(heavy.includes(name) ? 400 : hot.includes(name) ? count * 20 : count);
    const times = { native: [], floor: [], sbx: [] };
    for (let round = 0; round < rounds; round++) {
      times.native.push(measure(program("calls"), [name, n]));
      times.floor.push(measure(program("floor"), [guarded ? "act" : "filter", program("calls"), name, n]));
      const rules = guarded ? actRules() : unguarded;
      times.sbx.push(measure(process.execPath, [bundle, ...rules, "--", program("calls"), name, n]));
    }
    const row = {
      name,
      native: median(times.native),
      floor: median(times.floor),
      sbx: median(times.sbx),
      overFloor: summary(ratios(times.sbx, times.floor)),
      overNative: summary(ratios(times.sbx, times.native)),
    };
    report.calls.push(row);
    const ns = (value) => value.toFixed(0);
    say(name, ns(row.native), ns(row.floor), ns(row.sbx), range(row.overFloor), range(row.overNative));
  }
}

function benchRules() {
  const rules = (n) => Array.from({ length: n }, (_, i) => ["-m", `deny/read+/nowhere/${i % 97}/name${i}/***`]).flat();
  const times = { few: [], many: [] };
  for (let round = 0; round < rounds; round++) {
    for (const [key, n] of [
      ["few", 10],
      ["many", 2000],
    ]) {
      const args = [bundle, ...actRules(rules(n)), "--", program("calls"), "open-absolute", String(count)];
      times[key].push(measure(process.execPath, args));
    }
  }
  report.rules = { few: 10, many: 2000, ratio: summary(ratios(times.many, times.few)) };
  say("2,000 ÷ 10 rules", range(report.rules.ratio));
}

function benchParallel() {
  const args = (n) => {
    const loop = `i=0; while [ $i -lt ${n} ]; do ${program("calls")} open-absolute ${count} >/dev/null & i=$((i+1)); done; wait; echo 1`;
    return [bundle, ...actRules(), "--", "/bin/sh", "-c", loop];
  };
  const rate = (n) => {
    const from = performance.now();
    measure(process.execPath, args(n));
    return (n * count) / (performance.now() - from);
  };
  const times = { one: [], eight: [] };
  for (let round = 0; round < Math.min(rounds, 5); round++) {
    times.one.push(rate(1));
    times.eight.push(rate(8));
  }
  report.parallel = summary(ratios(times.eight, times.one));
  say("8 procs ÷ 1, rate", range(report.parallel));
}

/** Collections of young garbage during ten times as many calls must not be ten times as many. */
function benchGarbage() {
  const scavenges = (n) => {
    const args = ["--trace-gc", bundle, ...actRules(), "--", program("calls"), "open-absolute", String(n)];
    const { stdout } = spawnSync(process.execPath, args, { cwd: work, encoding: "utf8" });
    return stdout.split("\n").filter((line) => /Scavenge|Mark-Compact/.test(line)).length;
  };
  const [few, many] = [scavenges(count), scavenges(10 * count)];
  report.garbage = { calls: [count, 10 * count], collections: [few, many] };
  say("collections", `${few}`, `${many}`, `in ${count} and ${10 * count} calls`);
}

function benchStartUp() {
  const nodes = [process.execPath, ...(process.env.SBX_BENCH_NODES ?? "").split(":").filter((path) => path !== "")];
  for (const node of nodes) {
    const version = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
    const time = (args) => {
      const from = performance.now();
      const result = spawnSync(node, args, { cwd: work, stdio: "ignore" });
      if (result.status !== 0) throw new Error(`${node} ${args.join(" ")} ended with ${result.status}`);
      return performance.now() - from;
    };
    const times = { empty: [], off: [], standard: [] };
    for (let round = 0; round < 3 * rounds; round++) {
      times.empty.push(time(["-e", "0"]));
      times.off.push(time([bundle, ...unguarded, "--", "/bin/true"]));
      times.standard.push(time([bundle, "run", "--quiet", "--", "/bin/true"]));
    }
    const row = {
      node: version,
      off: summary(ratios(times.off, times.empty)),
      default: summary(ratios(times.standard, times.empty)),
    };
    report.startUp.push(row);
    say(`start, ${version}`, `off ${range(row.off)}`, `  default ${range(row.default)}`, `of node -e 0`);
  }
}

try {
  compile("calls");
  compile("floor", "-I", join(root, "packages/native/uapi"));
  benchCalls();
  if (only === "") {
    benchRules();
    benchParallel();
    benchGarbage();
    benchStartUp();
  }
  const file = option("--json", "");
  if (file !== "") writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
