import { expect, test } from "vitest";
import { parseArguments } from "../arguments/parse-arguments.ts";
import { POLICY_OPTIONS, policyArguments } from "./policy-options.ts";

test.each([
  ["", ["profile default"]],
  ["-m a -m b", ["profile default", "line a 1", "line b 2"]],
  ["-p off -m a", ["profile off", "line a 1"]],
  ["-m a -P x.syd-3 -m b -p off", ["line a 1", "file x.syd-3", "line b 2", "profile off"]],
])("%j", (line, expected) => {
  const { options } = parseArguments(POLICY_OPTIONS, line.split(" ").filter(Boolean), "options-first");
  expect(policyArguments(options).map((source) => Object.values(source).join(" "))).toEqual(expected);
});
