import { describe, expect, test } from "vitest";
import { buildElf } from "../../samples/build-elf.ts";
import { encodings } from "../../samples/byte-writer.ts";
import { sampleOptions, type SampleOptions } from "../../samples/sample-options.ts";
import type { PositionalSource } from "../source.ts";
import { execCheck } from "./exec-check.ts";
import type { ExecElf } from "./exec-report.ts";

const wide = { wide: true, little: true };

function check(changes: Partial<SampleOptions> = {}, encoding = wide): ExecElf {
  const report = execCheck(buildElf(sampleOptions(encoding, changes)));
  if (report.kind !== "elf") throw new Error(`kind ${report.kind}`);
  return report;
}

/** A reader that overwrites its one buffer at every call, and counts. */
class CountingSource implements PositionalSource {
  readonly reads: (readonly [offset: number, length: number])[] = [];
  readonly #file: Uint8Array;
  readonly #buffer = new Uint8Array(4096);

  constructor(file: Uint8Array) {
    this.#file = file;
  }

  get size(): number {
    throw new Error("execCheck asked for the size");
  }

  read(offset: number, length: number): Uint8Array {
    this.reads.push([offset, length]);
    const bytes = this.#file.subarray(offset, offset + length);
    this.#buffer.fill(0xee);
    this.#buffer.set(bytes);
    return this.#buffer.subarray(0, bytes.length);
  }
}

describe.each(encodings)("a hardened program, $label", (encoding) => {
  test("has every fact", () => {
    const { wide: is64, little } = encoding;
    expect(check({}, encoding)).toEqual({
      kind: "elf",
      verdict: { outcome: "runs" },
      class: is64 ? 64 : 32,
      endian: little ? "little" : "big",
      type: "dyn",
      machine: sampleOptions(encoding).machine,
      entry: expect.any(BigInt),
      interpreter: "/lib/ld.so.1",
      positionIndependent: true,
      dynamic: "present",
      static: false,
      needed: 1,
      nx: true,
      relro: "full",
      bindNow: true,
      textrel: false,
      rpath: false,
      runpath: false,
      writableAndExecutable: false,
      anomalies: [],
    });
  });
});

test.each<[string, Partial<SampleOptions>, Partial<ExecElf>]>([
  ["no PIE", { type: 2 }, { type: "exec", positionIndependent: false }],
  [
    "static",
    { interpreter: null, dynamic: false },
    { static: true, dynamic: "absent", needed: 0, relro: "partial", bindNow: false },
  ],
  [
    "static PIE",
    { interpreter: null, needed: [] },
    { static: true, positionIndependent: true, dynamic: "present", needed: 0 },
  ],
  ["no RELRO", { relro: false }, { relro: "none", bindNow: true }],
  ["lazy binding", { flags: 0, flags1: 0 }, { relro: "partial", bindNow: false }],
  ["DF_BIND_NOW alone", { flags1: 0 }, { relro: "full", bindNow: true }],
  ["DF_1_NOW alone", { flags: 0, flags1: 1 }, { relro: "full", bindNow: true }],
  ["DT_BIND_NOW alone", { flags: 0, flags1: 0, extra: [[24, 0]] }, { relro: "full", bindNow: true }],
  [
    "a second DT_FLAGS that takes the first one back",
    { flags1: 0, extra: [[30, 0]] },
    { relro: "partial", bindNow: false },
  ],
  ["DT_TEXTREL", { extra: [[22, 0]] }, { textrel: true }],
  ["DF_TEXTREL", { flags: 12 }, { textrel: true }],
  ["an executable stack", { stacks: [7] }, { nx: false }],
  ["two PT_GNU_STACK, the last executable", { stacks: [6, 7] }, { nx: false }],
  ["two PT_GNU_STACK, the first executable", { stacks: [7, 6] }, { nx: true }],
  ["no PT_GNU_STACK on x86-64", { stacks: [] }, { nx: false }],
  ["no PT_GNU_STACK on AArch64", { stacks: [], machine: 183 }, { nx: true }],
  ["RPATH and RUNPATH", { rpath: "/a", runpath: "/b" }, { rpath: true, runpath: true }],
  ["writable code", { loadFlags: 7 }, { writableAndExecutable: true }],
])("%s", (_, changes, facts) => {
  expect(check(changes)).toMatchObject({ verdict: { outcome: "runs" }, ...facts });
});

test.each([1, 4, 0, 0xff00])("e_type %d is refused, and the facts that need segments are null", (type) => {
  expect(check({ type })).toMatchObject({
    verdict: { outcome: "refused", errno: "ENOEXEC", reason: "e_type is neither ET_EXEC nor ET_DYN" },
    machine: 62,
    interpreter: null,
    nx: null,
    relro: null,
    static: null,
  });
});

function text(words: string): Uint8Array {
  return new TextEncoder().encode(words);
}

describe("what is no ELF file", () => {
  test.each([
    ["an empty file", "", true, "empty file"],
    ["text", "hello\n", false, "neither ELF nor #!"],
    ["three bytes of the magic", "\u007fEL", false, "neither ELF nor #!"],
  ])("%s", (_, words, empty, reason) => {
    expect(execCheck(text(words))).toEqual({
      kind: "other",
      empty,
      verdict: { outcome: "refused", errno: "ENOEXEC", reason },
    });
  });

  test("a script", () => {
    expect(execCheck(text("#!/bin/sh -e\n"))).toEqual({
      kind: "script",
      verdict: { outcome: "runs" },
      line: { interpreter: "/bin/sh", argument: "-e" },
    });
    expect(execCheck(text("#!\n"))).toMatchObject({
      kind: "script",
      verdict: { outcome: "refused", errno: "ENOEXEC" },
      line: null,
    });
    expect(execCheck(text("#!"))).toMatchObject({ kind: "script", verdict: { outcome: "refused", errno: "EACCES" } });
  });
});

describe("the kernel goes by e_machine", () => {
  test("a wrong EI_CLASS and EI_DATA do not stop it, and the facts follow the kernel", () => {
    const bytes = buildElf(sampleOptions(wide));
    bytes[4] = 1;
    bytes[5] = 2;
    expect(execCheck(bytes, { kernel: "x86_64" })).toMatchObject({
      verdict: { outcome: "runs" },
      class: 64,
      endian: "little",
      interpreter: "/lib/ld.so.1",
      anomalies: [
        { code: "ERR_ELF_IDENT", offset: 4, field: "EI_CLASS", found: 1, expected: 2 },
        { code: "ERR_ELF_IDENT", offset: 5, field: "EI_DATA", found: 2, expected: 1 },
      ],
    });
    expect(execCheck(bytes)).toMatchObject({ verdict: { outcome: "runs" }, class: 64 });
  });

  test("another kernel does not take the file", () => {
    const reason = "no loader for this machine and class";
    expect(execCheck(buildElf(sampleOptions(wide)), { kernel: "aarch64" })).toMatchObject({
      verdict: { outcome: "refused", errno: "ENOEXEC", reason },
      machine: 62,
      class: 64,
    });
  });

  test("x32 needs a kernel that has it", () => {
    const x32 = buildElf(sampleOptions({ wide: false, little: true }, { machine: 62 }));
    expect(execCheck(x32, { kernel: "x86_64" })).toMatchObject({ verdict: { outcome: "refused" } });
    expect(execCheck(x32, { kernel: "x86_64+x32" })).toMatchObject({ verdict: { outcome: "runs" }, class: 32 });
  });

  test("RISC-V does look at EI_CLASS", () => {
    const bytes = buildElf(sampleOptions(wide, { machine: 243 }));
    expect(execCheck(bytes, { kernel: "riscv64" })).toMatchObject({ verdict: { outcome: "runs" } });
    bytes[4] = 1;
    expect(execCheck(bytes, { kernel: "riscv64" })).toMatchObject({
      verdict: { outcome: "refused", errno: "ENOEXEC" },
    });
  });

  test("an unknown kernel is an argument error", () => {
    expect(() => execCheck(buildElf(sampleOptions(wide)), { kernel: "vax" as "arm" })).toThrow(
      expect.objectContaining({ code: "ERR_ELF_ARGUMENT", field: "kernel", found: "vax" }),
    );
  });
});

function scattered(): Uint8Array {
  // Text between the interpreter and the dynamic section moves the latter out of the first 4 KiB.
  const options = sampleOptions(wide, {
    imports: Array.from({ length: 300 }, (_, index) => `import_number_${index}`),
  });
  return buildElf(options);
}

function dynamicHeader(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer);
  for (let at = 64; ; at += 56) if (view.getUint32(at, true) === 2) return at;
}

describe("reads", () => {
  test("a small program takes one, and never asks for the size", () => {
    const source = new CountingSource(buildElf(sampleOptions(wide)));
    expect(execCheck(source)).toEqual(execCheck(buildElf(sampleOptions(wide))));
    expect(source.reads).toEqual([[0, 4096]]);
  });

  test("a dynamic section further on takes one more, with the same answer as in memory", () => {
    const source = new CountingSource(scattered());
    expect(execCheck(source)).toEqual(execCheck(scattered()));
    expect(source.reads).toHaveLength(2);
    expect(source.reads.every(([, length]) => length <= 4096)).toBe(true);
  });

  test("program headers and everything else far away is an error, never a guess", () => {
    const bytes = new Uint8Array(0x10000);
    const file = scattered();
    bytes.set(file);
    const view = new DataView(bytes.buffer);
    const phnum = view.getUint16(56, true);
    bytes.copyWithin(0x8000, 64, 64 + phnum * 56);
    view.setBigUint64(32, 0x8000n, true);
    bytes.fill(0, 64, 64 + phnum * 56);
    // The interpreter's header now points to the far end.
    view.setBigUint64(0x8000 + 56 + 8, 0xf000n, true);
    const source = new CountingSource(bytes);
    expect(() => execCheck(source)).toThrow(expect.objectContaining({ code: "ERR_ELF_LIMIT" }));
    expect(source.reads.length).toBeLessThanOrEqual(3);
    expect(() => execCheck(bytes, { limits: { execReads: 4 } })).not.toThrow();
  });

  test("more program headers than one read holds is an error", () => {
    const bytes = buildElf(sampleOptions(wide)).slice();
    new DataView(bytes.buffer).setUint16(56, 74, true);
    const long = new Uint8Array(8192);
    long.set(bytes);
    expect(() => execCheck(long)).toThrow(expect.objectContaining({ code: "ERR_ELF_LIMIT", field: "program headers" }));
  });
});

describe("what hides from section readers", () => {
  test("PT_DYNAMIC's p_offset lies, ld.so goes by p_vaddr, and so does the answer", () => {
    const bytes = buildElf(sampleOptions(wide, { extra: [[22, 0]] }));
    new DataView(bytes.buffer).setBigUint64(dynamicHeader(bytes) + 8, 0n, true);
    expect(execCheck(bytes)).toMatchObject({
      textrel: true,
      anomalies: [{ code: "ERR_ELF_VALUE", field: "PT_DYNAMIC p_offset" }],
    });
  });

  test("p_filesz ends before DT_TEXTREL, but ld.so reads on to DT_NULL", () => {
    const bytes = buildElf(sampleOptions(wide, { extra: [[22, 0]] }));
    new DataView(bytes.buffer).setBigUint64(dynamicHeader(bytes) + 32, 16n, true);
    expect(execCheck(bytes)).toMatchObject({ textrel: true });
  });

  test("a dynamic section that no segment maps has no facts", () => {
    const bytes = buildElf(sampleOptions(wide));
    new DataView(bytes.buffer).setBigUint64(dynamicHeader(bytes) + 16, 0x7000_0000n, true);
    expect(execCheck(bytes)).toMatchObject({
      dynamic: "unreadable",
      relro: null,
      bindNow: null,
      textrel: null,
      needed: null,
      anomalies: [{ code: "ERR_ELF_RANGE", field: "PT_DYNAMIC p_vaddr", found: 0x7000_0000n }],
    });
  });

  test("a header cut short runs, because the kernel pads it with zeros", () => {
    const bytes = buildElf(
      sampleOptions(
        { wide: false, little: true },
        { interpreter: null, dynamic: false, buildId: null, stacks: [], relro: false, sections: false, symbols: null },
      ),
    );
    // Program headers inside the header, as the smallest programs do it.
    const tiny = bytes.slice(0, 52);
    tiny.set(bytes.subarray(52, 84), 4);
    tiny.set([2, 0, 3, 0], 16);
    new DataView(tiny.buffer).setUint32(28, 4, true);
    new DataView(tiny.buffer).setUint16(42, 32, true);
    new DataView(tiny.buffer).setUint16(44, 1, true);
    const report = execCheck(tiny.subarray(0, 46));
    expect(report).toMatchObject({
      kind: "elf",
      anomalies: expect.arrayContaining([
        expect.objectContaining({ code: "ERR_ELF_TRUNCATED", field: "ELF header", found: 46 }),
      ]),
    });
  });
});
