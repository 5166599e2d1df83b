import { describe, expect, test } from "vitest";
import { dispatchTable } from "./dispatch.ts";

describe("the table by number", () => {
  test.each([
    ["x64", 257, "openat", 0b10],
    ["x64", 82, "rename", 0b11],
    ["x64", 266, "symlinkat", 0b101],
    ["x64", 316, "renameat2", 0b1010],
    ["x64", 301, "fanotify_mark", 0b10000],
    ["x64", 0, "read", 0],
    ["arm64", 56, "openat", 0b10],
    ["arm64", 221, "execve", 0b1],
  ] as const)("%s %i is %s with the paths %i", (arch, number, name, paths) => {
    const table = dispatchTable(arch);
    expect([table.rows[number]?.name, table.pathArguments[number]]).toEqual([name, paths]);
  });

  test("has a hole where no call is", () => {
    const { rows, pathArguments } = dispatchTable("x64");
    expect([rows[400], pathArguments[400], rows.length, pathArguments.length]).toEqual([undefined, 0, 470, 470]);
  });
});
