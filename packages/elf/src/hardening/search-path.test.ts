import { expect, test } from "vitest";
import { searchPathRisks } from "./search-path.ts";

test.each([
  [null, []],
  ["/usr/lib:/opt/x", []],
  ["", [{ from: "rpath", entry: "", problem: "empty" }]],
  ["/usr/lib:", [{ from: "rpath", entry: "", problem: "empty" }]],
  ["lib", [{ from: "rpath", entry: "lib", problem: "relative" }]],
  ["$LIB", [{ from: "rpath", entry: "$LIB", problem: "relative" }]],
  ["/usr/$LIB", []],
  [
    "${ORIGIN}/x:../y",
    [
      { from: "rpath", entry: "${ORIGIN}/x", problem: "origin" },
      { from: "rpath", entry: "../y", problem: "relative" },
    ],
  ],
] as const)("%j", (path, risks) => {
  expect(searchPathRisks(path, "rpath")).toEqual(risks);
});
