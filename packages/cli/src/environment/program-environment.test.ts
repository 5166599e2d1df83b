import { describe, expect, test } from "vitest";
import { programEnvironment } from "./program-environment.ts";

const caller = { PATH: "/bin", HOME: "/home/me", NPM_TOKEN: "secret", SBX_STAGE: "1 0 0 0 -" };
const isUnsafe = (name: string): boolean => name.endsWith("_TOKEN");

describe("programEnvironment", () => {
  test("gives the caller's without ours and tells what the policy dropped", () => {
    const edits = [{ kind: "set", name: "MODE", value: "a=b" }] as const;
    expect(programEnvironment({ caller, heldBack: { NODE_OPTIONS: "--x" }, options: [], rules: { isUnsafe, edits } })).toEqual({
      variables: { PATH: "/bin", HOME: "/home/me", NODE_OPTIONS: "--x", MODE: "a=b" },
      dropped: ["NPM_TOKEN"],
    });
  });

  test.each([
    [["A=1"], { PATH: "/bin", HOME: "/home/me", A: "1" }, ["NPM_TOKEN"]],
    [["A=x=y", "PATH"], { HOME: "/home/me", A: "x=y" }, ["NPM_TOKEN"]],
    [["NPM_TOKEN="], { PATH: "/bin", HOME: "/home/me", NPM_TOKEN: "secret" }, []],
    [["NPM_TOKEN=other"], { PATH: "/bin", HOME: "/home/me", NPM_TOKEN: "other" }, []],
    [["NONE=", "NONE"], { PATH: "/bin", HOME: "/home/me" }, ["NPM_TOKEN"]],
    [["A=1", "A"], { PATH: "/bin", HOME: "/home/me" }, ["NPM_TOKEN"]],
  ])("--env %j", (options, variables, dropped) => {
    expect(programEnvironment({ caller, heldBack: {}, options, rules: { isUnsafe, edits: [] } })).toEqual({ variables, dropped });
  });
});
