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
const stub = join(root, "packages/cli/bin/sbx");
const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const rounds = Number(option("--rounds", "7"));
const count = Number(option("--count", "20000"));
const only = option("--only", "");

// Node 20 reads these certificates at every start: they would hide what sbx adds.
delete process.env.NODE_EXTRA_CA_CERTS;

const work = mkdtempSync(join(tmpdir(), "sbx-bench-"));
const program = (name) => join(work, name);
const compile = (name, ...more) =>
  execFileSync("cc", ["-O2", "-static", "-o", program(name), join(here, `programs/${name}.c`), ...more]);

const RELAXED = ["symlinks", "open_suid", "create", "filename", "magiclinks", "deleted", "xattr"];
const GUARDED = "read,write,create,delete,rename,stat,readlink,truncate,readdir,mkdir,rmdir,symlink";
/** A policy that notifies every path call and allows everything. */
const relaxed = RELAXED.flatMap((name) => ["-m", `trace/allow_unsafe_${name}:1`]);
const unguarded = ["run", "--quiet", "-p", "off", ...relaxed];
const actRules = (extra = []) => unguarded.concat("-m", `sandbox/${GUARDED}:on`, extra, "-m", `allow/${GUARDED}+/***`);

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
    "fstat",
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
    const times3 = [row.native, row.floor, row.sbx].map((value) => value.toFixed(0));
    say(name, ...times3, range(row.overFloor), range(row.overNative));
  }
}

/** A policy file with so many rules that do not match, in front of the one that does. */
function ruleFile(n) {
  const file = join(work, `rules-${n}.syd-3`);
  const lines = Array.from({ length: n }, (_, i) => `deny/read+/nowhere/${i % 97}/name${i}/***`);
  writeFileSync(file, `${lines.join("\n")}\n`);
  return ["-P", file];
}

function benchRules() {
  const files = { few: ruleFile(10), many: ruleFile(10_000) };
  const times = { few: [], many: [] };
  for (let round = 0; round < rounds; round++) {
    for (const key of ["few", "many"]) {
      const args = [bundle, ...actRules(files[key]), "--", program("calls"), "open-absolute", String(count)];
      times[key].push(measure(process.execPath, args));
    }
  }
  report.rules = { few: 10, many: 10_000, ratio: summary(ratios(times.many, times.few)) };
  say("10,000 ÷ 10 rules", range(report.rules.ratio));
}

/** Opens a millisecond with so many busy processes. */
function openRate(processes) {
  const open = `${program("calls")} open-absolute ${count} >/dev/null`;
  const script = `i=0; while [ $i -lt ${processes} ]; do ${open} & i=$((i+1)); done; wait; echo 1`;
  const from = performance.now();
  measure(process.execPath, [bundle, ...actRules(), "--", "/bin/sh", "-c", script]);
  return (processes * count) / (performance.now() - from);
}

function benchParallel() {
  const rates = { one: [], eight: [] };
  for (let round = 0; round < Math.min(rounds, 5); round++) {
    rates.one.push(openRate(1));
    rates.eight.push(openRate(8));
  }
  report.parallel = summary(ratios(rates.eight, rates.one));
  say("8 procs ÷ 1, rate", range(report.parallel));
}

function collectionsDuring(calls) {
  const args = ["--trace-gc", bundle, ...actRules(), "--", program("calls"), "open-absolute", String(calls)];
  const { stdout } = spawnSync(process.execPath, args, { cwd: work, encoding: "utf8" });
  return stdout.split("\n").filter((line) => /Scavenge|Mark-Compact/.test(line)).length;
}

/** Collections of garbage during ten times as many calls must not be more. */
function benchGarbage() {
  const calls = [count, 10 * count];
  const collections = calls.map(collectionsDuring);
  report.garbage = { calls, collections };
  say("collections", ...collections.map(String), `in ${calls.join(" and ")} calls`);
}

/** Starts on every Node at hand, each with byte code of its own; `bin` starts the command as users do, by the stage. */
function benchStartUp() {
  const nodes = [process.execPath, ...(process.env.SBX_BENCH_NODES ?? "").split(":").filter((path) => path !== "")];
  for (const node of nodes) {
    const version = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
    const env = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}` };
    const time = (command, args) => {
      const from = performance.now();
      const result = spawnSync(command, args, { cwd: work, stdio: "ignore", env });
      if (result.status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${result.status}`);
      return performance.now() - from;
    };
    const standard = ["run", "--quiet", "--", "/bin/true"];
    time(node, [bundle, ...standard]);
    const times = { empty: [], off: [], default: [], bin: [] };
    for (let round = 0; round < 3 * rounds; round++) {
      times.empty.push(time(node, ["-e", "0"]));
      times.off.push(time(node, [bundle, ...unguarded, "--", "/bin/true"]));
      times.default.push(time(node, [bundle, ...standard]));
      times.bin.push(time(stub, standard));
    }
    const row = { node: version };
    for (const name of ["off", "default", "bin"]) row[name] = summary(ratios(times[name], times.empty));
    report.startUp.push(row);
    const { off, default: profile, bin } = row;
    say(`start, ${version}`, `off ${range(off)}`, `  default ${range(profile)}`, `  by bin/sbx ${range(bin)}`);
  }
  say("", "÷ node -e 0");
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
