import type { Policy } from "@sbx/core";
import { parsePolicy } from "@sbx/core";
import { describe, expect, test } from "vitest";
import { programEnvironment } from "./program-environment.ts";

const caller = { PATH: "/bin", HOME: "/home/me", USER: "me", LANG: "C", SSH_AUTH_SOCK: "/x", SBX_STAGE: "1 0 0 0 - " };

function policyOf(...lines: string[]): Policy {
  return parsePolicy(
    lines.map((text) => ({ kind: "line", text })),
    { environment: caller },
  ).policy;
}

describe("programEnvironment", () => {
  test.each([
    [[], { PATH: "/bin", HOME: "/home/me" }, ["LANG", "SSH_AUTH_SOCK", "USER"]],
    [["passenv+LANG", "passenv+U*"], { PATH: "/bin", HOME: "/home/me", LANG: "C", USER: "me" }, ["SSH_AUTH_SOCK"]],
    [
      ["trace/allow_unsafe_env:1", "unsetenv!SSH_*", "setenv!USER=you"],
      { PATH: "/bin", HOME: "/home/me", USER: "you", LANG: "C" },
      ["SSH_AUTH_SOCK"],
    ],
    [["setenv!FOO=a=b", "unsetenv!HOME"], { PATH: "/bin", FOO: "a=b" }, ["HOME", "LANG", "SSH_AUTH_SOCK", "USER"]],
    [["clearenv!", "setenv!FOO=bar"], { FOO: "bar" }, ["HOME", "LANG", "PATH", "SSH_AUTH_SOCK", "USER"]],
  ])("policy %j", (lines, variables, dropped) => {
    const environment = programEnvironment({ caller, heldBack: {}, options: [], policy: policyOf(...lines) });
    expect(environment).toEqual({ variables, dropped });
  });

  test.each([
    [["A=1"], { PATH: "/bin", HOME: "/home/me", A: "1" }, ["LANG", "SSH_AUTH_SOCK", "USER"]],
    [["A=x=y", "PATH"], { HOME: "/home/me", A: "x=y" }, ["LANG", "SSH_AUTH_SOCK", "USER"]],
    [["LANG="], { PATH: "/bin", HOME: "/home/me", LANG: "C" }, ["SSH_AUTH_SOCK", "USER"]],
    [["LANG=de"], { PATH: "/bin", HOME: "/home/me", LANG: "de" }, ["SSH_AUTH_SOCK", "USER"]],
    [["NONE=", "NONE"], { PATH: "/bin", HOME: "/home/me" }, ["LANG", "SSH_AUTH_SOCK", "USER"]],
    [["A=1", "A"], { PATH: "/bin", HOME: "/home/me" }, ["LANG", "SSH_AUTH_SOCK", "USER"]],
  ])("--env %j", (options, variables, dropped) => {
    expect(programEnvironment({ caller, heldBack: {}, options, policy: policyOf() })).toEqual({ variables, dropped });
  });

  test("what was held back from our own Node is the program's", () => {
    const policy = policyOf("trace/allow_unsafe_env:1");
    const { variables } = programEnvironment({ caller: {}, heldBack: { NODE_OPTIONS: "--x" }, options: [], policy });
    expect(variables).toEqual({ NODE_OPTIONS: "--x" });
  });
});
