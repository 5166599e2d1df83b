import { describe, expect, test } from "vitest";
import { buildElf } from "../../samples/build-elf.ts";
import { encodings } from "../../samples/byte-writer.ts";
import { sampleOptions, type SampleOptions } from "../../samples/sample-options.ts";
import { parseElf } from "../view/parse-elf.ts";
import { hardening, type Hardening } from "./hardening.ts";

const wide = { wide: true, little: true };

function facts(changes: Partial<SampleOptions> = {}, encoding = wide): Hardening {
  return hardening(parseElf(buildElf(sampleOptions(encoding, changes))));
}

describe.each(encodings)("a hardened program, $label", (encoding) => {
  test("has every fact", () => {
    const { machine } = sampleOptions(encoding);
    const names: Record<number, string> = { 62: "x86-64", 22: "s390", 3: "i386", 20: "powerpc" };
    expect(facts({ runpath: "$ORIGIN/../lib:/usr/lib", soname: "self" }, encoding)).toEqual({
      class: encoding.wide ? 64 : 32,
      endian: encoding.little ? "little" : "big",
      type: "dyn",
      machine,
      machineName: names[machine],
      entry: expect.any(BigInt),
      interpreter: "/lib/ld.so.1",
      needed: ["libc.so.6"],
      soname: "self",
      rpath: null,
      runpath: "$ORIGIN/../lib:/usr/lib",
      searchPathRisks: [{ from: "runpath", entry: "$ORIGIN/../lib", problem: "origin" }],
      buildId: "deadbeef",
      abi: null,
      controlFlow: { ibt: false, shadowStack: false, bti: false, pac: false, gcs: false },
      static: false,
      pie: true,
      nx: true,
      nxSource: "header",
      relro: "full",
      bindNow: true,
      textrel: false,
      writableAndExecutable: [],
      canary: true,
      fortify: true,
    });
  });
});

test.each<[string, Partial<SampleOptions>, Partial<Hardening>]>([
  ["a fixed program", { type: 2 }, { type: "exec", pie: false, static: false }],
  [
    "a static program",
    { type: 2, interpreter: null, dynamic: false },
    { static: true, pie: false, relro: "partial", needed: [] },
  ],
  ["a static PIE", { interpreter: null, needed: [] }, { static: true, pie: true }],
  ["a library", { interpreter: null, flags1: 1, soname: "libx.so" }, { static: false, pie: false, soname: "libx.so" }],
  ["a library without needs", { interpreter: null, flags1: 0, needed: [] }, { static: false, pie: false }],
  ["a PIE of an older linker", { flags1: 0, extra: [[21, 0]] }, { pie: true }],
  ["an executable stack", { stacks: [7] }, { nx: false, nxSource: "header" }],
  ["no stack header", { stacks: [] }, { nx: false, nxSource: "default" }],
  ["text relocations", { extra: [[22, 0]] }, { textrel: true }],
  ["writable code", { loadFlags: 7 }, { writableAndExecutable: [0] }],
  ["no build id", { buildId: null }, { buildId: null }],
  ["no canary, no checked calls", { imports: ["exit"] }, { canary: false, fortify: false }],
  [
    "a canary in .symtab only",
    { imports: ["exit"], symbols: ["__stack_chk_fail_local"] },
    { canary: true, fortify: false },
  ],
  [
    "a stripped static program",
    { type: 2, interpreter: null, dynamic: false, symbols: null },
    { canary: null, fortify: null },
  ],
  ["a static program with symbols", { type: 2, interpreter: null, dynamic: false }, { canary: false, fortify: null }],
  ["no section headers", { sections: false }, { canary: true, fortify: true, buildId: "deadbeef" }],
  ["a GNU hash table", { hash: "gnu", sections: false }, { canary: true, fortify: true }],
  ["an empty GNU hash table", { hash: "gnu-empty", sections: false }, { canary: true, fortify: true }],
])("%s", (_, changes, expected) => {
  expect(facts(changes)).toMatchObject(expected);
});

test.each([1, 4])("a file of type %d is not started, so it has no facts about that", (type) => {
  expect(facts({ type, dynamic: false, interpreter: null })).toMatchObject({
    static: null,
    pie: null,
    nx: null,
    relro: null,
    bindNow: null,
    textrel: null,
    writableAndExecutable: null,
  });
});

test("a damaged symbol table makes its facts unknown and leaves the others", () => {
  const bytes = buildElf(sampleOptions(wide));
  const symbols = parseElf(bytes).sections.find((section) => section.name === ".dynsym")!;
  new DataView(bytes.buffer).setUint32(Number(symbols.offset) + 24, 0xffff_ffff, true);
  expect(hardening(parseElf(bytes))).toMatchObject({ fortify: null, relro: "full", buildId: "deadbeef" });
});
