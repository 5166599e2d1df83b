import { describe, expect, test } from "vitest";
import { parseDuration } from "./parse-duration.ts";

describe("parseDuration", () => {
  test.each([
    ["30", 30_000],
    ["0.5", 500],
    ["500ms", 500],
    ["1s", 1000],
    ["1.5m", 90_000],
    ["1h30m", 5_400_000],
    ["2d", 172_800_000],
    ["0.1ms", 1],
  ])("reads %s as %i ms", (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });

  test.each(["", "0", "0s", "-1", "s", "1 s", "1x", "1s2", "1e3", "99999999999999999999d"])("refuses %j", (text) => {
    expect(() => parseDuration(text)).toThrow(`'${text}' is no time limit`);
  });
});
