import { parsePolicy, PolicyError } from "@sbx/core";
import { expect, test } from "vitest";
import type { Problem } from "./problem.ts";
import { problemFrame, problemOfError, problemSentence } from "./problem.ts";

function problemOf(text: string): Problem {
  try {
    parsePolicy([{ kind: "file", name: "my.syd-3", text }], { environment: {} });
  } catch (error) {
    if (error instanceof PolicyError) return problemOfError(error);
    throw error;
  }
  throw new Error("the policy is good");
}

test("a sentence names the place and the cure", () => {
  expect(problemSentence(problemOf("# mine\nsandbox/raed:on\n"))).toBe('my.syd-3:2:9: there is no category "raed" (try: read)');
});

test("a frame marks the column", () => {
  expect(problemFrame(problemOf("# mine\nsandbox/raed:on\n"))).toBe(
    'my.syd-3:2:9: there is no category "raed" (try: read)\n  sandbox/raed:on\n          ^\n',
  );
});

test("control characters of the policy do not reach the terminal (pitfall 9)", () => {
  const frame = problemFrame({ place: "x:1:4", message: "bad", source: "a\u001b[2Jb", column: 4, fix: undefined });
  expect(frame).toBe("x:1:4: bad\n  a\\x1b[2Jb\n        ^\n");
});
