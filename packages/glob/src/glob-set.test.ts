import { describe, expect, test } from "vitest";
import { globSet } from "./glob-set.ts";

describe("globSet", () => {
  test("answers the last pattern that matches, or −1", () => {
    const set = globSet(["**", "/etc/***", "/etc/*.conf", "/etc/{passwd,shadow}"]);
    expect(["/etc/x.conf", "/etc/shadow", "/etc", "/usr"].map((path) => set.match(path))).toEqual([2, 3, 1, 0]);
    expect(globSet([]).match("a")).toBe(-1);
    expect(globSet(["b"]).match("a")).toBe(-1);
  });

  test("patterns keep their indices when others come and go", () => {
    const set = globSet(["a*", "ab*"]);
    expect(set.add("abc*")).toBe(2);
    expect(set.match("abcd")).toBe(2);
    expect([set.remove(2), set.remove(2), set.remove(9)]).toEqual([true, false, false]);
    expect([set.match("abcd"), set.size]).toEqual([1, 2]);
    expect(set.add("*d")).toBe(3);
    expect([set.match("abcd"), set.match("abc"), set.size]).toEqual([3, 1, 3]);
  });

  test("a thousand additions and removals leave what they should", () => {
    const set = globSet([]);
    for (let i = 0; i < 1_000; i++) expect(set.add(`/d${i}/*`)).toBe(i);
    for (let i = 0; i < 1_000; i += 3) expect(set.remove(i)).toBe(true);
    const found = Array.from({ length: 1_000 }, (_, i) => set.match(`/d${i}/x`));
    expect(found).toEqual(Array.from({ length: 1_000 }, (_, i) => (i % 3 === 0 ? -1 : i)));
    expect(set.size).toBe(666);
  });

  test("a pattern that cannot be compiled changes nothing", () => {
    const set = globSet(["a"]);
    expect(() => set.add("\ud800")).toThrow(expect.objectContaining({ code: "ERR_GLOB_SURROGATE" }));
    expect([set.size, set.add("b"), set.match("b")]).toEqual([1, 1, 1]);
  });

  test("takes hundreds of thousands of patterns, and long paths, without running out of stack", () => {
    const set = globSet(Array.from({ length: 300_000 }, (_, i) => `/${i}`));
    expect(set.match("/299999")).toBe(299_999);
    const long = globSet([`${"a/".repeat(100_000)}*`]).explain("a/".repeat(100_000));
    expect(long.index).toBe(0);
    expect(globSet(["x/*"]).explain(`x/${"y/".repeat(100_000)}`).near).toMatchObject([{ reason: "slash" }]);
  });

  test("does not care if the caller's bytes change later", () => {
    const pattern = new TextEncoder().encode("a*");
    const set = globSet([pattern]);
    pattern.fill(0x62);
    set.add("z");
    expect(set.match("ax")).toBe(0);
  });

  test("explains what decides, what it overrides, and what came near", () => {
    const set = globSet(["/etc/**", "/etc/*.conf", "/ETC/a.conf", "/etc/a.conf/x", "/usr/*"]);
    expect(set.explain("/etc/a.conf")).toEqual({
      index: 1,
      pattern: "/etc/*.conf",
      overridden: [0],
      near: [
        { index: 2, pattern: "/ETC/a.conf", reason: "case", fits: 1 },
        { index: 3, pattern: "/etc/a.conf/x", reason: "directory", fits: 11 },
      ],
    });
  });
});
