import { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { makePaths } from "../../bench/corpus.ts";
import { Random } from "../../bench/random.ts";
import { makeRules } from "../../bench/rules.ts";
import { glob } from "../glob.ts";
import { compileRuleSet, type RuleSetOptions } from "./compile.ts";
import { openRuleSet } from "./view.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function matcher(patterns: readonly string[], options?: RuleSetOptions): (path: string) => number {
  const set = openRuleSet(compileRuleSet(patterns, options));
  return (path) => set.match(bytes(path), 0, bytes(path).length);
}

describe("rule sets", () => {
  test("answer the index of the last pattern that matches", () => {
    const match = matcher(["/etc/***", "/etc/*.conf", "/home/*/.ssh/**", "/etc/shadow"]);
    expect(["/etc", "/etc/a.conf", "/etc/shadow", "/home/ann/.ssh/id", "/home/.ssh/id"].map(match)).toEqual([
      0, 1, 3, 2, -1,
    ]);
  });

  test("match a part of a buffer", () => {
    const set = openRuleSet(compileRuleSet(["/a/*"]));
    expect([set.match(bytes("xx/a/b/yy"), 2, 6), set.match(bytes("xx/a/b/yy"), 2, 8)]).toEqual([0, -1]);
  });

  test("say how many rules they hold, alternatives not counted", () => {
    expect(openRuleSet(compileRuleSet(["{a,b}", "c"], { braces: true })).size).toBe(2);
    expect(openRuleSet(compileRuleSet([])).size).toBe(0);
    expect(matcher([])("/")).toBe(-1);
  });

  test("take braces for ordinary bytes unless asked", () => {
    expect(matcher(["/{a,b}"])("/a")).toBe(-1);
    expect(matcher(["/{a,b}"])("/{a,b}")).toBe(0);
    expect(matcher(["/x", "/{a,b}", "/c"], { braces: true })("/b")).toBe(1);
  });

  test("of equal patterns the last wins", () => {
    expect(matcher(["/a", "/a", "/b", "/a"])("/a")).toBe(3);
    expect(matcher(["/a/***", "/a/***"])("/a/b")).toBe(1);
  });

  test("a hundred components with rules on each are no more than can be collected", () => {
    const deep = Array.from({ length: 100 }, (_, i) => `/c${i}`);
    const rules = deep.map((_, i) => `${deep.slice(0, i + 1).join("")}/***`);
    const match = matcher([...rules, "/c0/***", "/**/c98/x*"]);
    expect(match(deep.join(""))).toBe(100);
    expect(matcher(rules)(deep.join(""))).toBe(99);
    expect(matcher(rules.toReversed())(deep.join(""))).toBe(99);
    expect(match(`${deep.slice(0, 99).join("")}/xy`)).toBe(101);
  });
});

describe("a set with masks", () => {
  test("hears only patterns that share a bit with the question", () => {
    const set = openRuleSet(compileRuleSet(["/a/***", "/a/b", "/**/b"], { masks: [0b011, 0b001, 1 << 31] }));
    const path = bytes("/a/b");
    expect([0b001, 0b010, 0b100, 1 << 31, -1, 0].map((mask) => set.match(path, 0, 4, mask))).toEqual([
      1, 0, -1, 2, 2, -1,
    ]);
    expect(set.match(path, 0, 4)).toBe(2);
  });

  test("answers as the sets of the single bits would", () => {
    const random = new Random(7);
    const paths = makePaths(2_000, random);
    const rules = makeRules(300, paths, random);
    const masks = rules.map(() => random.below(16) | (random.below(2) << 31));
    const joint = openRuleSet(compileRuleSet(rules, { masks }));
    for (const bit of [0, 1, 2, 3, 31]) {
      const own = rules.flatMap((rule, index) => ((masks[index]! >>> bit) & 1 ? [{ rule, index }] : []));
      const alone = openRuleSet(compileRuleSet(own.map(({ rule }) => rule)));
      const expected = paths.map((path) => own[alone.match(bytes(path), 0, bytes(path).length)]?.index ?? -1);
      expect(paths.map((path) => joint.match(bytes(path), 0, bytes(path).length, 1 << bit))).toEqual(expected);
    }
  });
});

describe("a set of 200 rules of one shape finds the one that matches", () => {
  test.each([
    ["whole paths", (i: number) => `/usr/lib/lib${i}.so`, (i: number) => `/usr/lib/lib${i}.so`],
    ["trees", (i: number) => `/srv/www-${i}/***`, (i: number) => `/srv/www-${i}`],
    ["insides of trees", (i: number) => `/srv/www-${i}/**`, (i: number) => `/srv/www-${i}/a/b`],
    ["names anywhere", (i: number) => `/**/name-${i}`, (i: number) => `/a/b/name-${i}`],
    ["extensions", (i: number) => `*.e${i}`, (i: number) => `file.x.e${i}`],
    ["endings", (i: number) => `/**/*-ending${i}`, (i: number) => `/a/x-ending${i}`],
    ["beginnings in one directory", (i: number) => `/bin/${100 + i}*`, (i: number) => `/bin/${100 + i}x`],
    ["beginnings of names", (i: number) => `/**/${100 + i}*y`, (i: number) => `/a/b/${100 + i}xy`],
    ["components", (i: number) => `/**/.dir${i}/**`, (i: number) => `/a/.dir${i}/b`],
    ["components under a star", (i: number) => `/*/d${i}/*`, (i: number) => `/a/d${i}/b`],
    ["something inside", (i: number) => `*<${1000 + i}>*`, (i: number) => `a<${1000 + i}>b`],
    ["nothing to go by", (i: number) => `?${"?".repeat(i)}`, (i: number) => `x${"y".repeat(i)}`],
  ])("%s", (_, patternOf, pathOf) => {
    const count = 200;
    for (const options of [{}, { ignoreCase: true }]) {
      const match = matcher(
        Array.from({ length: count }, (_rule, i) => patternOf(i)),
        options,
      );
      const paths = Array.from({ length: count }, (_path, i) =>
        options.ignoreCase ? pathOf(i).toUpperCase() : pathOf(i),
      );
      expect(paths.map(match)).toEqual(paths.map((_path, i) => i));
      expect(match("/zz/zz/zz.zz/")).toBe(-1);
    }
  });
});

describe("large sets agree with a search from the last rule to the first", () => {
  test.each([
    [1_000, 2_000],
    [10_000, 300],
    [100_000, 40],
  ])("%d rules", { timeout: 120_000 }, (count, tries) => {
    const random = new Random(count);
    const paths = makePaths(20_000, random);
    const rules = makeRules(count, paths, random);
    const match = matcher(rules);
    const singles = rules.map((rule) => glob(rule, { braces: false }));
    const tried = [...paths.slice(0, tries), ...rules.slice(0, 20), "/", "", "/no/such/path"];
    expect(tried.map(match)).toEqual(tried.map((path) => singles.findLastIndex((single) => single.test(path))));
  });
});

describe("an image", () => {
  test("works wherever it lies", () => {
    const words = compileRuleSet(["/a/***", "/**/b*"]);
    const memory = new Uint32Array(words.length + 100);
    memory.set(words, 37);
    const moved = openRuleSet(memory.subarray(37, 37 + words.length));
    expect([moved.match(bytes("/a"), 0, 2), moved.match(bytes("/a/bc"), 0, 5)]).toEqual([0, 1]);
  });

  test("is the same for the same patterns, and matching leaves it as it is", () => {
    const words = compileRuleSet(["/a/***", "/**/[b-d]*"]);
    const before = words.slice();
    openRuleSet(words).match(bytes("/a/cc"), 0, 5);
    expect(words).toEqual(before);
    expect(compileRuleSet(["/a/***", "/**/[b-d]*"])).toEqual(before);
  });

  test("in shared memory is seen by another thread", async () => {
    const words = compileRuleSet(["/a", "/a/*"], { memory: "shared" });
    expect(words.buffer).toBeInstanceOf(SharedArrayBuffer);
    const worker = new Worker(
      `const { parentPort, workerData } = require("node:worker_threads");
       parentPort.postMessage([workerData.buffer instanceof SharedArrayBuffer, workerData[3]]);`,
      { eval: true, workerData: words },
    );
    const seen = await new Promise((resolve) => worker.once("message", resolve));
    await worker.terminate();
    expect(seen).toEqual([true, 2]);
  });

  test.each([
    ["no words", () => new Uint32Array(0)],
    ["zeros", () => new Uint32Array(64)],
    ["a shorter copy", () => compileRuleSet(["/a"]).slice(0, -1)],
    ["another version", () => compileRuleSet(["/a"]).with(1, 99)],
    ["the other byte order", () => compileRuleSet(["/a"]).with(0, 0x67_6c_6f_62)],
  ])("is refused when it is none: %s", (_, words) => {
    expect(() => openRuleSet(words())).toThrow(expect.objectContaining({ code: "ERR_GLOB_IMAGE" }));
  });
});
