import { expect, test } from "vitest";
import { policyVariables } from "./policy-variables.ts";

test.each([
  ["/home/u", "/home/u"],
  [undefined, "/var/empty"],
  ["", "/var/empty"],
])("with HOME %j policies see %j (review 12f)", (value, expected) => {
  expect(policyVariables({ environment: { HOME: value }, cwd: "/" })["SYD_HOME"]).toBe(expected);
});
