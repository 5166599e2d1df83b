import { expect, test } from "vitest";
import { policyOf } from "../../testing/sandbox.ts";
import { encodeUtf8 } from "../utf8.ts";

const held = (rule: string, path: string): boolean => {
  const bytes = encodeUtf8(path);
  return policyOf([rule]).withholdsBelow(bytes, 0, bytes.length);
};

test.each([
  ["deny/rename+/a/b/secret/***", "/a/b", true],
  ["deny/rename+/a/b/secret/***", "/a", true],
  ["deny/all+/a/b/secret/***", "/a", true],
  ["filter/walk+/a/b/secret/***", "/a/b", true],
  ["deny/rename+/a/b/secret/***", "/a/b/secret", false],
  ["deny/rename+/a/b/secret/**", "/a/b/secret", true],
  ["deny/rename+/a/b/secret", "/a/b", true],
  ["deny/rename+/a/b/secret", "/a/bb", false],
  ["deny/rename+/home/*/.ssh/***", "/home/u", true],
  ["deny/rename+/home/*/.ssh/***", "/home/u/x", false],
  // These hold wherever the directory goes.
  ["deny/rename+/**/.env*", "/a", false],
  ["deny/rename+/a/**/.env*", "/a/b", false],
  ["deny/rename+/a/**/.env*", "/a", true],
  // Who may rename a name may take it away one by one.
  ["deny/read+/a/b/secret/***", "/a/b", false],
  ["allow/rename+/a/b/secret/***", "/a/b", false],
])("%s keeps %s where it is: %s", (rule, path, expected) => {
  expect(held(rule, path)).toBe(expected);
});
