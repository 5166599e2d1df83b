import { describe, expect, test } from "vitest";
import { mapAddress } from "./address-map.ts";
import type { ProgramHeader } from "./structures/program-header.ts";

function load(vaddr: bigint, offset: bigint, filesz: bigint, memsz: bigint = filesz): ProgramHeader {
  return { type: 1, flags: 4, offset, vaddr, paddr: vaddr, filesz, memsz, align: 0x1000n };
}

const unmapped = { kind: "unmapped" };

describe("one segment", () => {
  const segments = [load(0x1010n, 0x10n, 0x100n, 0x200n)];

  test.each([
    ["its first byte", 0x1010n, { kind: "file", offset: 0x10, available: 0x100 }],
    ["its last byte in the file", 0x110fn, { kind: "file", offset: 0x10f, available: 1 }],
    ["the first byte of zeros", 0x1110n, { kind: "zero", available: 0x100 }],
    ["the last byte of zeros", 0x120fn, { kind: "zero", available: 1 }],
    ["the rest of its first page", 0x100fn, unmapped],
    ["the rest of its last page", 0x1210n, unmapped],
    ["the page before", 0xfffn, unmapped],
    ["the page after", 0x2000n, unmapped],
    ["address 0", 0n, unmapped],
    ["the last address", 0xffff_ffff_ffff_ffffn, unmapped],
  ])("%s", (_, address, expected) => {
    expect(mapAddress(segments, address)).toEqual(expected);
  });
});

test("the later of two overlapping segments wins, as MAP_FIXED makes it", () => {
  const segments = [load(0x1000n, 0n, 0x2000n), load(0x1800n, 0x5800n, 0x100n)];
  expect(mapAddress(segments, 0x1800n)).toEqual({ kind: "file", offset: 0x5800, available: 0x100 });
});

test("what a later segment covers only by rounding to pages is not what the earlier one says", () => {
  const segments = [load(0x1000n, 0n, 0x2000n), load(0x1800n, 0x5800n, 0x100n)];
  expect(mapAddress(segments, 0x1200n)).toEqual(unmapped);
});

test("rounding changes nothing where both segments map the same bytes", () => {
  const segments = [load(0x1000n, 0n, 0x800n), load(0x1800n, 0x800n, 0x100n)];
  expect(mapAddress(segments, 0x1200n)).toEqual({ kind: "file", offset: 0x200, available: 0x600 });
});

test("zeros of a later segment hide the file bytes of an earlier one", () => {
  const segments = [load(0x1000n, 0n, 0x2000n), load(0x2000n, 0n, 0n, 0x1000n)];
  expect(mapAddress(segments, 0x2100n)).toEqual({ kind: "zero", available: 0xf00 });
});

test("a segment with more bytes in the file than in memory maps nothing", () => {
  expect(mapAddress([load(0x1000n, 0n, 0x20n, 0x10n)], 0x1000n)).toEqual(unmapped);
});

test("a segment that starts far below reaches no further than numbers are exact", () => {
  const far = [load(0x1000n, 0n, 0x1000n, 2n ** 60n)];
  expect(mapAddress(far, 0x3000n)).toMatchObject({ kind: "zero" });
  expect(mapAddress(far, 2n ** 59n)).toEqual(unmapped);
});

test("addresses at the top stay exact", () => {
  const kernel = 0xffff_ffff_8100_0000n;
  expect(mapAddress([load(kernel, 0x20_0000n, 0x1000n)], kernel + 1n)).toEqual({
    kind: "file",
    offset: 0x20_0001,
    available: 0xfff,
  });
});
