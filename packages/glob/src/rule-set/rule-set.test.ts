import { describe, expect, test } from "vitest";
import { compileRuleSet } from "./compile.ts";
import { openRuleSet } from "./view.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("rule sets", () => {
  test("answer the index of the last pattern that matches", () => {
    const set = openRuleSet(compileRuleSet(["/etc/***", "/etc/*.conf", "/home/*/.ssh/**", "/etc/shadow"]));
    const match = (path: string): number => set.match(bytes(path), 0, bytes(path).length);
    expect(set.size).toBe(4);
    expect(["/etc", "/etc/a.conf", "/etc/shadow", "/home/ann/.ssh/id", "/home/.ssh/id"].map(match)).toEqual([
      0, 1, 3, 2, -1,
    ]);
  });

  test("match a part of a buffer", () => {
    const set = openRuleSet(compileRuleSet(["/a/*"]));
    expect(set.match(bytes("xx/a/b/yy"), 2, 6)).toBe(0);
  });

  test("refuse words that are no image", () => {
    expect(() => openRuleSet(new Uint32Array(8))).toThrow("no rule set");
  });
});
