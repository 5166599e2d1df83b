import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";
import type { Person } from "./people.ts";

/** The command under test, as a checkout has it. */
export const SBX: string = fileURLToPath(new URL("../../../packages/cli/bin/sbx", import.meta.url));

const BUNDLE = fileURLToPath(new URL("../../../packages/cli/dist/sbx.js", import.meta.url));
const ADDON = fileURLToPath(new URL("../../../packages/native/build/Release/sbx_native.node", import.meta.url));

/** Why nothing can be run inside, or undefined where it can. */
export function missingPart(): string | undefined {
  if (process.platform !== "linux") return "sbx needs Linux";
  if (!existsSync(ADDON)) return "the native part is not built";
  return existsSync(BUNDLE) ? undefined : "packages/cli/dist/sbx.js is not built";
}

/** Every category is decided, and done where that is possible, by sbx, and everything is allowed. */
export const ACT_ALL: readonly string[] = [
  "sandbox/all:on",
  "allow/all+/***",
  "allow/create+!**",
  "allow/net/bind,net/connect+any!0-65535",
  "allow/net/bind,net/connect+@**",
  "allow/net/bind,net/connect+!unnamed",
  "allow/sendfd,recvfd+!all",
];

/** One refusal, as the stream of events tells it. */
export interface ToldEvent {
  readonly act: string;
  readonly cap: readonly string[];
  readonly sys: string;
  readonly errno: number;
  /** Path or address. */
  readonly target: string;
  readonly context: string;
}

/** What became of a program. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  /** As a shell has it: 128 + n for signal n. */
  readonly status: number;
  readonly events: readonly ToldEvent[];
}

/** A program and its surroundings. */
export interface Program {
  readonly person: Person;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** @default 60 seconds */
  readonly timeoutMs?: number;
}

/** What a program finds in its environment. */
export const surroundings = (home: string): Record<string, string> => ({
  PATH: process.env["PATH"] ?? "/usr/bin:/bin",
  HOME: home,
  LANG: "C.UTF-8",
  TZ: "UTC",
});

/** Runs a program as it is. */
export function runBare(program: Program): Outcome {
  return start(program, program.argv, ["pipe", "pipe", "pipe"]);
}

/** Runs a program under rules that follow the profile `off`. */
export function runInside(program: Program, rules: readonly string[], options: readonly string[] = []): Outcome {
  const words = rules.flatMap((rule) => ["-m", rule]);
  const argv = [SBX, "run", "-q", "--events-fd", "3", "-p", "off", ...words, ...options, "--", ...program.argv];
  return start(program, argv, ["pipe", "pipe", "pipe", "pipe"]);
}

function start(program: Program, argv: readonly string[], stdio: "pipe"[]): Outcome {
  const { person, cwd, environment, timeoutMs = 60_000 } = program;
  const [command = "", ...rest] = [...person.prefix, ...argv];
  const result = spawnSync(command, rest, {
    cwd,
    env: { ...surroundings(cwd), ...environment },
    input: program.input ?? "",
    stdio,
    timeout: timeoutMs,
    killSignal: "SIGKILL",
    maxBuffer: 256 << 20,
  });
  if (result.error !== undefined)
    throw new Error(`${argv.join(" ")}: ${result.error.message}`, { cause: result.error });
  const [, stdout, stderr, events] = result.output.map((chunk) => String(chunk ?? ""));
  const signal = result.signal === null ? 0 : 128 + constants.signals[result.signal];
  return {
    stdout: stdout ?? "",
    stderr: stderr ?? "",
    status: result.status ?? signal,
    events: (events ?? "").split("\n").flatMap(readEvent),
  };
}

function readEvent(line: string): ToldEvent[] {
  if (line === "") return [];
  const record = JSON.parse(line) as Readonly<Record<string, string | number | readonly string[]>>;
  if (record["type"] !== "refusal") return [];
  const { cap = [], act, sys, err, path, addr, ctx } = record;
  return [
    {
      act: String(act ?? "-"),
      cap: [cap].flat().map(String),
      sys: String(sys),
      errno: Number(err),
      target: String(path ?? addr ?? "-"),
      context: String(ctx ?? "-"),
    },
  ];
}
