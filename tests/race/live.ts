import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Person } from "../e2e/harness/people.ts";
import { ACT_ALL, SBX, surroundings } from "../e2e/harness/sandbox.ts";

/** A run of sbx that is under way. */
export interface Live {
  readonly child: ChildProcess;
  /** The process of sbx itself: the stages in front of it become it. */
  readonly pid: number;
  /** Waits for a line of its output. */
  line(): Promise<string>;
  say(text: string): void;
  /** Its exit status, 128 + n for signal n; with a limit, so that a hang is a failure and not a wait. */
  ended(): Promise<number>;
}

const LIMIT = 60_000;

/** Starts a program under a policy that allows everything. */
export function startLive(person: Person, cwd: string, argv: readonly string[]): Live {
  const rules = ACT_ALL.flatMap((rule) => ["-m", rule]);
  const [command = "", ...rest] = [...person.prefix, SBX, "run", "-q", "-p", "off", ...rules, "--", ...argv];
  const child = spawn(command, rest, { cwd, env: surroundings(cwd), stdio: ["pipe", "pipe", "ignore"] });
  child.stdin.on("error", () => undefined); // it may be gone
  const lines: string[] = [];
  let rest_ = "";
  child.stdout.on("data", (chunk: Buffer) => {
    const parts = (rest_ + chunk.toString("latin1")).split("\n");
    rest_ = parts.pop() ?? "";
    lines.push(...parts);
  });
  const end = new Promise<number>((resolve) => {
    child.on("close", (status, signal) => resolve(status ?? 128 + signalNumber(signal)));
  });
  return {
    child,
    pid: child.pid ?? -1,
    async line() {
      for (let waited = 0; waited < LIMIT; waited += 5) {
        const line = lines.shift();
        if (line !== undefined) return line;
        await sleep(5);
      }
      throw new Error(`no line within ${LIMIT} ms from ${argv.join(" ")}`);
    },
    say: (text) => void child.stdin.write(`${text}\n`),
    async ended() {
      const status = await Promise.race([end, sleep(LIMIT, "hangs" as const, { ref: false })]);
      if (status !== "hangs") return status;
      child.kill("SIGKILL");
      throw new Error(`${argv.join(" ")} did not end within ${LIMIT} ms`);
    },
  };
}

const SIGNALS: Readonly<Record<string, number>> = { SIGKILL: 9, SIGTERM: 15, SIGABRT: 6, SIGSEGV: 11, SIGHUP: 1 };
const signalNumber = (name: string | null): number => SIGNALS[name ?? ""] ?? 0;

const processes = (): readonly string[] => readdirSync("/proc").filter((name) => /^\d+$/.test(name));

function read(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}

/** Processes whose command line has the mark, or that are the children of one. */
export const marked = (mark: string): readonly string[] =>
  processes().filter((pid) => read(`/proc/${pid}/cmdline`).includes(mark));

/** Waits until no process has the mark; those that are left. */
export async function waitUntilGone(mark: string, limit = 20_000): Promise<readonly string[]> {
  for (let waited = 0; waited < limit && marked(mark).length > 0; waited += 20) await sleep(20);
  return marked(mark);
}

/** The children of a process. */
export const childrenOf = (pid: number): readonly number[] =>
  processes()
    .filter((entry) => statField(entry, 1) === String(pid))
    .map(Number);

/** Processes that have ended and that their parent has not reaped. */
export const zombiesOf = (pid: number): readonly number[] =>
  childrenOf(pid).filter((child) => statField(String(child), 0) === "Z");

function statField(pid: string, field: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[field];
}

/** How many descriptors a process has open; −1 where that cannot be seen. */
export function descriptorsOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return -1;
  }
}

/** Numbers below 1 that follow from a seed. */
export function* randomNumbers(seed: number): Generator<number, never> {
  let state = seed >>> 0;
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}
