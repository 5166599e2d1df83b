import { describe, expect, test } from "vitest";
import { expandBraces } from "./braces.ts";

const expand = (pattern: string): string[] =>
  expandBraces(new TextEncoder().encode(pattern)).map((bytes) => new TextDecoder().decode(bytes));

describe("braces", () => {
  test.each([
    ["a", ["a"]],
    ["{a,b}", ["a", "b"]],
    ["x{a,b}y", ["xay", "xby"]],
    ["{a,b}{c,d}", ["ac", "ad", "bc", "bd"]],
    ["{a,{b,c}d}", ["a", "bd", "cd"]],
    ["{,.bak}", ["", ".bak"]],
    ["{a}", ["{a}"]],
    ["{{a,b}}", ["{a}", "{b}"]],
    ["{a,b", ["{a,b"]],
    ["{{a,b}", ["{a", "{b"]],
    ["a}b,{c", ["a}b,{c"]],
    ["\\{a,b\\}", ["\\{a,b\\}"]],
    ["{a\\,b,c}", ["a\\,b", "c"]],
    ["[{a,b}]", ["[{a,b}]"]],
    ["{[,],b}", ["[,]", "b"]],
    ["{a,[}", ["a", "["]],
  ])("%s", (pattern, alternatives) => {
    expect(expand(pattern)).toEqual(alternatives);
  });

  test("stand for 1,024 patterns at most", () => {
    expect(expand("{a,b}".repeat(10))).toHaveLength(1024);
    expect(() => expand("{a,b}".repeat(11))).toThrow(expect.objectContaining({ code: "ERR_GLOB_BRACES" }));
  });

  test("stand for 1 MiB at most", () => {
    expect(() => expand(`${"x".repeat(65_536)}${"{a,b}".repeat(5)}`)).toThrow("1048576 bytes");
  });

  test("that nest a hundred thousand deep are no problem", () => {
    expect(expand(`${"{".repeat(100_000)}a,b`)).toHaveLength(1);
    expect(expand(`${"{a,".repeat(200)}b${"}".repeat(200)}`)).toHaveLength(201);
  });
});
