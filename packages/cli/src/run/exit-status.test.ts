import { expect, test } from "vitest";
import type { RunResult } from "@sbx/native";
import type { Ending } from "./exit-status.ts";
import { endingOf } from "./exit-status.ts";

const names: Readonly<Record<number, string>> = { 2: "ENOENT", 13: "EACCES", 8: "ENOEXEC", 16: "EBUSY" };

test.each<[RunResult, Partial<Ending>]>([
  [{ kind: "exited", status: 0 }, { status: 0 }],
  [{ kind: "exited", status: 3 }, { status: 3 }],
  [{ kind: "exited", status: 255 }, { status: 255 }],
  [
    { kind: "signaled", signal: 15 },
    { status: 143, signal: 15 },
  ],
  [
    { kind: "signaled", signal: 11 },
    { status: 139, signal: 11 },
  ],
  [{ kind: "timeout" }, { status: 124, message: "the time limit passed: the program was ended" }],
  [
    { kind: "exec-failed", errno: 2 },
    { status: 127, message: "prog: there is no such program" },
  ],
  [
    { kind: "exec-failed", errno: 13 },
    { status: 126, message: "prog: cannot be executed (EACCES)" },
  ],
  [
    { kind: "exec-failed", errno: 8 },
    { status: 126, message: "prog: cannot be executed (ENOEXEC)" },
  ],
  [
    { kind: "failed", stage: "installing the filter (seccomp)", errno: 16, message: "installing the filter failed" },
    {
      status: 125,
      message:
        "nothing was run: installing the filter failed (EBUSY: another sandbox supervises this process already, and there can be only one)",
    },
  ],
  [
    { kind: "failed", stage: "entering the directory (chdir)", errno: 2, message: "entering the directory failed" },
    { status: 125, message: "nothing was run: entering the directory failed (ENOENT)" },
  ],
  [
    { kind: "failed", stage: "starting the monitor", errno: 0, message: "" },
    { status: 125, message: "nothing was run: starting the monitor" },
  ],
])("%j", (result, expected) => {
  const ending = endingOf(result, "prog", (errno) => names[errno] ?? String(errno));
  expect(ending).toEqual({ signal: undefined, message: undefined, ran: true, ...expected });
});
