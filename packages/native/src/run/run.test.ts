import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";

// The monitor and the launcher stage with a real program, each run in a process of its own.

/** Bundled: the loader hooks of Node 20 have a thread of their own that can keep a failing process from ending. */
const script = fileURLToPath(new URL("../../build/test/run-program.mjs", import.meta.url));
beforeAll(async () => {
  await build({
    entryPoints: [fileURLToPath(new URL("../../test/run-program.ts", import.meta.url))],
    outfile: script,
    bundle: true,
    platform: "node",
    format: "esm",
    conditions: ["@sbx/source"],
    logLevel: "error",
  });
});

interface Options {
  readonly argv: readonly string[];
  readonly [option: string]: unknown;
}

/** Runs a program: how it ended, and what it wrote. */
function run(options: Options): { readonly end: unknown; readonly text: string } {
  const { stdout, stderr } = spawnSync(process.execPath, [script, JSON.stringify(options)], {
    encoding: "utf8",
    input: "",
    timeout: 20_000,
  });
  const json = /\{.*\}$/.exec(stderr)?.[0] ?? `"${stderr}"`;
  return { end: JSON.parse(json), text: stdout.trim() };
}

const shell = (command: string, options: Partial<Options> = {}): ReturnType<typeof run> =>
  run({ argv: ["/bin/sh", "-c", command], ...options });

describe("how a program ends", () => {
  test.each([
    ["a status", ["/bin/sh", "-c", "exit 7"], { kind: "exited", status: 7 }],
    ["a name along PATH", ["true"], { kind: "exited", status: 0 }],
    ["a signal", ["/bin/sh", "-c", "kill -TERM $$"], { kind: "signaled", signal: 15 }],
    ["nothing there", ["/none"], { kind: "exec-failed", errno: 2 }],
    ["a name that is nowhere", ["sbx-none"], { kind: "exec-failed", errno: 2 }],
    ["an empty name", [""], { kind: "exec-failed", errno: 2 }],
    ["a folder", ["/tmp"], { kind: "exec-failed", errno: 13 }],
    ["a file that is not executable", ["/etc/passwd"], { kind: "exec-failed", errno: 13 }],
  ])("%s", (_, argv, end) => {
    expect(run({ argv }).end).toEqual(end);
  });

  test("a directory that cannot be entered is told by the step", () => {
    expect(run({ argv: ["true"], cwd: "/none" }).end).toEqual({
      kind: "failed",
      stage: "entering the directory (chdir)",
      errno: 2,
      message: "entering the directory (chdir) failed",
    });
  });

  test("time runs out", () => {
    expect(run({ argv: ["sleep", "60"], timeoutMs: 200 }).end).toEqual({ kind: "timeout" });
  });
});

describe("what the program is given", () => {
  test("its arguments, environment and directory", () => {
    const { text } = shell('pwd; echo "[$A]"', { cwd: "/usr", environment: { A: "é \n" } });
    expect(text.split("\n")).toEqual(["/usr", "[é ", "]"]);
  });

  test("descriptors 0, 1 and 2 only (pitfall 99)", () => {
    expect(shell("ls -l /proc/self/fd | wc -l").text).toBe("5"); // a line of totals, and the folder itself
  });

  test.each([[[0]], [[1]], [[2]], [[0, 2]]])("closed ones are closed: %o", (closed) => {
    const { end } = shell("for i in 0 1 2; do [ -e /proc/$$/fd/$i ] || n=$n$i; done; exit 1$n", { closed });
    expect(end).toEqual({ kind: "exited", status: Number(`1${closed.join("")}`) });
  });

  test("the signals that its caller ignored and blocked (pitfall 121)", () => {
    const { text } = run({
      argv: ["grep", "-E", "^Sig(Ign|Blk)", "/proc/self/status"],
      ignoredSignals: String((1n << 0n) | (1n << 12n) | (1n << 63n)),
      blockedSignals: String(1n << 9n),
    });
    expect(text.split("\n").map((line) => line.replace("\t", " "))).toEqual([
      "SigBlk: 0000000000000200",
      "SigIgn: 8000000000001001",
    ]);
  });

  test("its caller's limit of open files, and no core", () => {
    expect(shell("ulimit -Sn; ulimit -c", { softNofile: 123 }).text.split("\n")).toEqual(["123", "0"]);
  });

  test("a script without an interpreter line runs in a shell, as execvp has it", () => {
    const { text } = shell(
      'd=$(mktemp -d); printf "echo ran \\$1" > $d/s; chmod +x $d/s; exec sh -c "exec $d/s x" || $d/s x; rm -r $d',
    );
    expect(text).toBe("ran x");
  });
});

/** Whether a process with this argument lives. */
const lives = (argument: string): boolean =>
  readdirSync("/proc").some((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, "latin1").split("\0").includes(argument);
    } catch {
      return false;
    }
  });

async function until(condition: () => boolean): Promise<boolean> {
  for (let i = 0; i < 200; i++) {
    if (condition()) return true;
    await delay(50);
  }
  return false;
}

describe("nothing is left behind", () => {
  test("the whole tree dies with sbx, whatever it has become (pitfall 120)", async () => {
    const mark = `9${process.pid}.5`;
    const command = `setsid sleep ${mark} & (sleep ${mark} &) ; nohup sleep ${mark} > /dev/null & wait`;
    const child = spawn(process.execPath, [script, JSON.stringify({ argv: ["/bin/sh", "-c", command] })], {
      stdio: "ignore",
    });
    expect(await until(() => lives(mark))).toBe(true);
    child.kill("SIGKILL");
    expect(await until(() => !lives(mark))).toBe(true);
  });

  test("what the program leaves running is ended with it", () => {
    const mark = `8${process.pid}.5`;
    const { end } = shell(`setsid sleep ${mark} & exit 3`);
    expect([end, lives(mark)]).toEqual([{ kind: "exited", status: 3 }, false]);
  });

  test("or waited for, where that is asked", () => {
    const { text } = shell("(sleep 0.3; echo late) & echo early", { waitForAll: true });
    expect(text.split("\n")).toEqual(["early", "late"]);
  });

  test("orphans are reaped: no zombies stay with the monitor", () => {
    const { text } = shell(
      'for i in 1 2 3 4 5 6 7 8; do (sh -c "exit 0" &); done; sleep 0.5; cat /proc/[0-9]*/stat 2>/dev/null | awk -v p=$PPID \'$4 == p && $3 == "Z"\' | wc -l',
    );
    expect(text).toBe("0");
  });
});
