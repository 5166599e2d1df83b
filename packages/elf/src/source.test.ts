import { describe, expect, test } from "vitest";
import { execCheck, parseElf, type ElfSource } from "./index.ts";

describe.each([
  ["execCheck", (source: ElfSource): unknown => execCheck(source)],
  ["parseElf", (source: ElfSource): unknown => parseElf(source)],
])("%s", (_, call) => {
  const size = 64;

  test.each([
    ["null", null, "ERR_ELF_ARGUMENT"],
    ["a string", "/bin/true", "ERR_ELF_ARGUMENT"],
    ["an object without read", { size }, "ERR_ELF_ARGUMENT"],
    ["a plain array", [0x7f, 0x45], "ERR_ELF_ARGUMENT"],
    ["a reader that returns nothing", { size, read: () => undefined }, "ERR_ELF_SOURCE"],
    ["a reader that returns a string", { size, read: () => "\u007fELF" }, "ERR_ELF_SOURCE"],
    ["a reader that returns too much", { size, read: () => new Uint8Array(5000) }, "ERR_ELF_SOURCE"],
  ])("refuses %s", (__, source, code) => {
    expect(() => call(source as unknown as ElfSource)).toThrow(expect.objectContaining({ name: "ElfError", code }));
  });

  test("wraps what the caller's reader throws", () => {
    const cause = new Error("EIO: i/o error");
    const read = (): never => {
      throw cause;
    };
    expect(() => call({ size, read })).toThrow(expect.objectContaining({ code: "ERR_ELF_SOURCE", cause }));
  });
});

test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("parseElf refuses a file of %d bytes", (size) => {
  expect(() => parseElf({ size, read: () => new Uint8Array(0) })).toThrow(
    expect.objectContaining({ code: "ERR_ELF_SOURCE", field: "source.size" }),
  );
});
