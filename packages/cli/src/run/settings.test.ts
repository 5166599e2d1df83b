import { describe, expect, test } from "vitest";
import { parseArguments } from "../arguments/parse-arguments.ts";
import { RUN_HELP } from "./options.ts";
import type { RunSettings } from "./settings.ts";
import { runSettings } from "./settings.ts";

const settings = (args: readonly string[]): RunSettings =>
  runSettings(parseArguments(RUN_HELP.options, args, "options-first"));

const plain: RunSettings = {
  argv: ["ls"],
  policy: [{ kind: "profile", name: "default" }],
  timeoutMs: undefined,
  environment: [],
  chdir: undefined,
  report: undefined,
  eventsFd: undefined,
  log: "pretty",
  mode: "enforced",
  strictness: "exact",
  waitForAll: false,
  detail: "summary",
};

describe("runSettings", () => {
  test.each<[string[], Partial<RunSettings>]>([
    [["ls"], {}],
    [["--", "ls", "-x"], { argv: ["ls", "-x"] }],
    [["ls", "-x", "--", "--log"], { argv: ["ls", "-x", "--", "--log"] }],
    [["--timeout", "1m", "ls"], { timeoutMs: 60_000 }],
    [["-e", "A=1", "--env", "B", "-eC=", "ls"], { environment: ["A=1", "B", "C="] }],
    [["--chdir", "/", "--report", "-", "ls"], { chdir: "/", report: "-" }],
    [["--events-fd", "3", "--log", "json", "ls"], { eventsFd: 3, log: "json" }],
    [["--dry-run", "--wait-for-all", "-q", "ls"], { mode: "dry-run", waitForAll: true, detail: "quiet" }],
    [["--best-effort", "ls"], { strictness: "best-effort" }],
    [["-v", "ls"], { detail: "verbose" }],
    [
      ["-p", "off", "-m", "x", "ls"],
      {
        policy: [
          { kind: "profile", name: "off" },
          { kind: "line", text: "x", number: 1 },
        ],
      },
    ],
  ])("%j", (args, expected) => {
    expect(settings(args)).toEqual({ ...plain, ...expected });
  });

  test.each([
    [[], "no program to run"],
    [["-q", "--"], "no program to run"],
    [["--log", "xml", "ls"], "--log xml is no format"],
    [["--events-fd", "1", "ls"], "--events-fd 1 is no descriptor for events"],
    [["--events-fd", "x", "ls"], "--events-fd x is no descriptor for events"],
    [["--timeout", "soon", "ls"], "'soon' is no time limit"],
    [["-e", "=x", "ls"], "--env '=x' has no name"],
  ])("refuses %j", (args, message) => {
    expect(() => settings(args)).toThrow(message);
  });
});
