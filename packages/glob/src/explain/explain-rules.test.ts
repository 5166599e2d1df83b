import { expect, test } from "vitest";
import { explainRules } from "./explain-rules.ts";
import type { NearReason } from "./explain.ts";

test.each<[pattern: string, path: string, reason: NearReason, fits: number]>([
  ["/Etc/*", "/etc/a", "case", 1],
  ["/etc/*", "/etc/a/b", "slash", 6],
  ["/etc/**", "/etc", "directory", 4],
  ["/etc/**/b", "/etc", "directory", 4],
  ["/etc", "/etc/passwd", "parent", 4],
  ["/etc/passwd", "/etc/passwx", "differs", 10],
])("%s comes near %s: %s", (pattern, path, reason, fits) => {
  const expected = pattern.endsWith("/b") ? { reason: "differs", fits } : { reason, fits };
  expect(explainRules([pattern], path)).toEqual({
    index: -1,
    pattern: undefined,
    overridden: [],
    near: [{ index: 0, pattern, ...expected }],
  });
});

test("what shares only the root does not come near", () => {
  expect(explainRules(["/usr/bin/x"], "/etc/passwd").near).toEqual([]);
});

test("the three nearest are told, the nearest first", () => {
  const { near } = explainRules(["/a/b/x", "/a/b/cx", "/a/b/C", "/a/*", "/a/b"], "/a/b/c");
  expect(near.map(({ index, reason }) => [index, reason])).toEqual([
    [2, "case"],
    [3, "slash"],
    [4, "parent"],
  ]);
});
