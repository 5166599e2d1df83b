import { expect, test } from "vitest";
import { isUnsafeName } from "./unsafe-names.ts";

test.each([
  ["PATH", false],
  ["HOME", false],
  ["SHELL", false],
  ["TERM", false],
  ["FOO", false],
  ["LANG", true],
  ["LANGUAGES", false],
  ["LC_ALL", true],
  ["LD_PRELOAD", true],
  ["MY_API", true],
  ["MY_APP", true],
  ["OLDPWD", true],
  ["PWDX", false],
  ["NPM_TOKEN", true],
  ["TSAN_OPTIONS", true],
  ["XSAN_X", false],
  ["LIB_V2", true],
  ["LIB_VX", false],
  ["lang", false],
])("%s is unsafe: %j", (name, expected) => {
  expect(isUnsafeName(name)).toBe(expected);
});
