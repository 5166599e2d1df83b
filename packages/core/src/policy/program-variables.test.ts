import { describe, expect, test } from "vitest";
import { parsePolicy } from "./parse/parse-policy.ts";
import { programVariables } from "./program-variables.ts";

const CALLER = { PATH: "/bin", AWS_KEY: "k", AWS_ID: "i", SYD_HOME: "/h", NONE: undefined };

describe("the variables of the program", () => {
  test.each([
    ["", { PATH: "/bin", AWS_KEY: "k", AWS_ID: "i" }, []],
    ["unsetenv!AWS_*", { PATH: "/bin" }, ["AWS_KEY", "AWS_ID"]],
    ["unsetenv!AWS_KEY\nsetenv!AWS_KEY=x", { PATH: "/bin", AWS_ID: "i", AWS_KEY: "x" }, []],
    ["clearenv\nsetenv!A=b=c", { A: "b=c" }, ["PATH", "AWS_KEY", "AWS_ID"]],
  ])("%j", (text, variables, dropped) => {
    const { policy } = parsePolicy([{ kind: "file", name: "p", text }], { environment: CALLER });
    expect(programVariables(policy, CALLER)).toEqual({ variables, dropped });
  });
});
