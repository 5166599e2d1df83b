import { describe, expect, test } from "vitest";
import { PolicyError } from "../errors.ts";
import { parsePolicy } from "../parse/parse-policy.ts";
import { OPTIONS } from "./options.ts";
import { parseDuration } from "./parse-duration.ts";
import { parseNamespaces } from "./namespaces.ts";
import { parseSize } from "./parse-size.ts";

describe("sizes", () => {
  test.each([
    ["0", 0],
    ["4096", 4096],
    ["1_000", 1000],
    ["64K", 64_000],
    ["64KB", 64_000],
    ["64KiB", 65_536],
    ["64ki", 65_536],
    ["1.5 MiB", 1_572_864],
    ["2e3", 2000],
    ["1G", 1e9],
    ["1b", 1],
    ["", undefined],
    ["-1", undefined],
    ["1X", undefined],
    ["1ib", undefined],
    ["K", undefined],
    ["99999999999999999", undefined],
  ])("%s", (text, expected) => {
    expect(parseSize(text)).toBe(expected);
  });
});

describe("durations in nanoseconds", () => {
  test.each([
    ["90", 90e9],
    ["+90", 90e9],
    ["1.5", 1.5e9],
    ["90s", 90e9],
    ["1m 42s", 102e9],
    ["1m,42s", 102e9],
    ["1m42s", 102e9],
    ["5.1 secs", 5.1e9],
    ["2 Hours", 7200e9],
    ["10ms", 10e6],
    ["3 µs", 3000],
    ["1y", 31_557_600e9],
    ["", undefined],
    ["-1", undefined],
    ["1 parsec", undefined],
    ["1m 42", undefined],
    ["s", undefined],
  ])("%s", (text, expected) => {
    expect(parseDuration(text, 1e9)).toBe(expected);
  });
});

test.each([
  ["all", 0x7e02_0080],
  ["none", 0],
  ["off", 0],
  ["user,pid", 0x3000_0000],
  ["user,", undefined],
  ["users", undefined],
])("namespaces %s", (text, expected) => {
  expect(parseNamespaces(text)).toBe(expected);
});

const isTaken = (text: string): boolean => {
  try {
    parsePolicy([{ kind: "line", text }], { environment: {} });
    return true;
  } catch (error) {
    if (error instanceof PolicyError) return false;
    throw error;
  }
};

describe("text values", () => {
  test.each([
    ["uts/host:name", true],
    ["uts/host:a b", true],
    [`uts/host:${"a".repeat(65)}`, false],
    ["uts/host:a\u0007", false],
    ["uts/host:", false],
    ["uts/host:none", true],
    ["ipc:/run/s", true],
    ["ipc:@s", true],
    ["ipc:s", false],
    ["root:tmpfs", true],
    ["root:/a/../b", false],
    ["root:/a", true],
    ["proxy/addr:::1", true],
    ["proxy/addr:localhost", false],
    ["workdir:a", false],
  ])("%s", (text, valid) => {
    expect(isTaken(text)).toBe(valid);
  });
});

test("a limit switches its facility on, and namespaces imply each other", () => {
  const { policy } = parsePolicy([{ kind: "file", name: "p", text: "mem/max:1G\npid/max:0\nunshare/pid:1\ntime:5" }], {
    environment: {},
  });
  expect([policy.facilities.mem, policy.facilities.pid]).toEqual([true, false]);
  const set = [...policy.options].map(([name, { value }]) => [name, value]);
  expect(Object.fromEntries(set)).toEqual({
    "mem/max": 1e9,
    "pid/max": 0,
    "unshare/pid": true,
    "unshare/mount": true,
    time: 5,
    "time/boot": 5,
    "time/mono": 5,
    "unshare/time": true,
  });
});

describe("the table of options", () => {
  test("names each option once", () => {
    const names = OPTIONS.map((row) => row.name);
    expect(new Set(names).size).toBe(names.length);
  });

  test("has the language's 123 options that begin with trace/, and one of ours", () => {
    const ours = new Set(["trace/allow_unsafe_stat_magiclinks"]);
    expect(OPTIONS.filter(({ name }) => name.startsWith("trace/") && !ours.has(name))).toHaveLength(123);
  });

  test.each(OPTIONS.map((row) => [row.name, row] as const))(
    "%s has a type that fits its default and one line of text",
    (_, row) => {
      const type = typeof row.default;
      const fits =
        row.type === "boolean" ? "boolean" : row.default === "none" || row.type === "string" ? "string" : "number";
      expect(type).toBe(fits);
      expect(row.effect).toMatch(/^[a-z][^\n]{8,110}[^.\n]$/);
    },
  );
});
