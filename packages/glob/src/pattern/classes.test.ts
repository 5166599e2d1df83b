import { describe, expect, test } from "vitest";
import { parseClass } from "./classes.ts";

const AWARE = { pathAware: true, ignoreCase: false };

/** The printable members, or the members above 126 as numbers. */
function members(text: string, options: typeof AWARE = AWARE): string | undefined {
  const parsed = parseClass(new TextEncoder().encode(text), 0, options);
  if (parsed === undefined) return undefined;
  const { bits } = parsed;
  if (bits === undefined) return "unknown name";
  let found = "";
  for (let byte = 32; byte < 127; byte++)
    if ((bits[byte >>> 5]! & (1 << (byte & 31))) !== 0) found += String.fromCharCode(byte);
  return found;
}

describe("a class has these members", () => {
  test.each([
    ["[abc]", "abc"],
    ["[a-c]", "abc"],
    ["[c-a]", "c"],
    ["[]a]", "]a"],
    ["[a-]", "-a"],
    ["[-a]", "-a"],
    ["[--0]", "-.0"],
    ["[a-c-e]", "-abce"],
    ["[\\]]", "]"],
    ["[\\a-\\c]", "abc"],
    ["[[:digit:]x]", "0123456789x"],
    ["[[:]", ":["],
    ["[[:xdigit:]-]", "-0123456789ABCDEFabcdef"],
    ["[/]", ""],
    ["[[:nosuch:]a]", "unknown name"],
    ["[a", undefined],
    ["[]", undefined],
    ["[!]", undefined],
    ["[a\\", undefined],
    ["[a-\\", undefined],
  ])("%s", (text, expected) => {
    expect(members(text)?.split("").toSorted().join("")).toBe(expected?.split("").toSorted().join(""));
  });

  test("negated, all other bytes but the slash", () => {
    expect(members("[!!-~]")).toBe(" ");
    expect(members("[^ -.0-~]")).toBe("");
    expect(members("[^ -.0-~]", { pathAware: false, ignoreCase: false })).toBe("/");
  });

  test("case folded before it is negated", () => {
    expect(members("[!B-~!-?]", { pathAware: true, ignoreCase: true })).toBe(" @");
    expect(members("[b-d]", { pathAware: true, ignoreCase: true })).toBe("BCDbcd");
  });
});
