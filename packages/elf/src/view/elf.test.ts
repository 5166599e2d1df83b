import { describe, expect, test } from "vitest";
import { buildElf } from "../../samples/build-elf.ts";
import { encodings } from "../../samples/byte-writer.ts";
import { sampleOptions } from "../../samples/sample-options.ts";
import { ElfError } from "../errors.ts";
import type { PositionalSource } from "../source.ts";
import { parseElf } from "./parse-elf.ts";

const wide = { wide: true, little: true };

/** A reader with one buffer, overwritten at every call. */
function positional(file: Uint8Array): PositionalSource {
  const buffer = new Uint8Array(0x20000);
  return {
    size: file.length,
    read(offset: number, length: number): Uint8Array {
      buffer.fill(0xee);
      buffer.set(file.subarray(offset, offset + length));
      return buffer.subarray(0, Math.max(0, Math.min(length, file.length - offset)));
    },
  };
}

/** The error of a file cut short, or the first anomaly that says so. */
function defectOfCut(bytes: Uint8Array, length: number): string | undefined {
  try {
    return parseElf(bytes.subarray(0, length))
      .anomalies()
      .find(({ code }) => code === "ERR_ELF_TRUNCATED")?.code;
  } catch (error) {
    return error instanceof ElfError ? error.code : String(error);
  }
}

describe.each(encodings)("parseElf, $label", (encoding) => {
  const bytes = buildElf(sampleOptions(encoding, { soname: "libx.so.1", rpath: "/a:/b" }));

  describe.each([
    ["bytes", bytes],
    ["a positional reader", positional(bytes)],
  ])("%s", (_, source) => {
    const elf = parseElf(source);

    test("identifies the file", () => {
      const { wide: is64, little } = encoding;
      expect([elf.class, elf.endian, elf.type, elf.size]).toEqual([
        is64 ? 64 : 32,
        little ? "little" : "big",
        "dyn",
        bytes.length,
      ]);
    });

    test("names the sections", () => {
      expect(elf.sections.map((section) => section.name)).toEqual([
        "",
        ".interp",
        ".note.gnu.build-id",
        ".hash",
        ".dynsym",
        ".dynstr",
        ".gnu.version_r",
        ".rela.dyn",
        ".dynamic",
        ".text",
        ".symtab",
        ".strtab",
        ".shstrtab",
      ]);
      expect(elf.sectionData(elf.sections[9]!)).toEqual(new Uint8Array(16).fill(0x90));
      expect(elf.compressionOf(elf.sections[9]!)).toBeNull();
    });

    test("reads the dynamic section through its address", () => {
      expect([elf.needed, elf.soname, elf.rpath, elf.runpath]).toEqual([["libc.so.6"], "libx.so.1", "/a:/b", null]);
      expect(elf.dynamic?.entries.at(-1)).toEqual({ tag: 0x6fff_ffffn, value: 1n });
      expect(elf.offsetOf(elf.dynamic!.value(5)!)).toBe(Number(elf.sections[5]!.offset));
      expect(elf.offsetOf(0x7fff_0000n)).toBeNull();
    });

    test("reads both symbol tables", () => {
      const undefinedFunction = {
        nameOffset: expect.any(Number),
        value: 0n,
        size: 8n,
        binding: 1,
        type: 2,
        visibility: 0,
        section: 0,
      };
      expect([...elf.dynamicSymbols!].slice(1)).toEqual([
        { name: "__stack_chk_fail", ...undefinedFunction },
        { name: "__memcpy_chk", ...undefinedFunction },
        { name: "exit", ...undefinedFunction },
      ]);
      expect(elf.symbols?.at(2)).toEqual({ ...undefinedFunction, name: "main", value: 0x1010n, section: 1 });
      expect(elf.symbols?.nameAt(1)).toBe("_start");
    });

    test("reads relocations, versions and notes", () => {
      expect([...elf.relocations[0]!]).toEqual([
        { offset: 0x2000n, symbol: 1, type: 7, addend: -4n },
        { offset: 0x2008n, symbol: 2, type: 7, addend: -4n },
        { offset: 0x2010n, symbol: 3, type: 7, addend: -4n },
      ]);
      expect(elf.versions).toEqual({
        definitions: [],
        needs: [{ file: "libc.so.6", index: 2, flags: 0, name: "GLIBC_2.2.5" }],
      });
      expect(elf.notes).toEqual([{ name: "GNU", type: 3, offset: expect.any(Number), size: 4 }]);
      expect(elf.noteData(elf.notes[0]!)).toEqual(Uint8Array.from([0xde, 0xad, 0xbe, 0xef]));
    });

    test("finds nothing wrong", () => {
      expect(elf.anomalies()).toEqual([]);
    });
  });

  test("cut at every length it throws an ElfError or lists what is missing, and never says that all is well", () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(defectOfCut(bytes, length), `${length} bytes`).toBe(length < 4 ? "ERR_ELF_MAGIC" : "ERR_ELF_TRUNCATED");
    }
  });
});

test.each([
  ["no magic", [0, 0, 0, 0], "ERR_ELF_MAGIC"],
  ["nothing", [], "ERR_ELF_MAGIC"],
  ["only the magic", [0x7f, 0x45, 0x4c, 0x46], "ERR_ELF_TRUNCATED"],
  ["class 9", [0x7f, 0x45, 0x4c, 0x46, 9, 1, 1, ...Array.from({ length: 60 }, () => 0)], "ERR_ELF_IDENT"],
])("parseElf refuses %s", (_, bytes, code) => {
  expect(() => parseElf(Uint8Array.from(bytes))).toThrow(expect.objectContaining({ code }));
});

describe("counts that moved to section 0", () => {
  const bytes = buildElf(sampleOptions(wide));
  const view = new DataView(bytes.buffer);
  const [phnum, shnum, shstrndx] = [56, 60, 62].map((at) => view.getUint16(at, true));
  const zero = Number(view.getBigUint64(40, true));
  const plain = parseElf(bytes.slice());

  test("PN_XNUM, e_shnum 0 and SHN_XINDEX give the same tables", () => {
    view.setUint16(56, 0xffff, true);
    view.setUint16(60, 0, true);
    view.setUint16(62, 0xffff, true);
    view.setBigUint64(zero + 32, BigInt(shnum!), true);
    view.setUint32(zero + 40, shstrndx!, true);
    view.setUint32(zero + 44, phnum!, true);
    const moved = parseElf(bytes);
    expect(moved.segments).toEqual(plain.segments);
    expect(moved.sections.slice(1)).toEqual(plain.sections.slice(1));
  });
});

test("a section name outside the table is null, and the anomaly list says so", () => {
  const bytes = buildElf(sampleOptions(wide));
  const view = new DataView(bytes.buffer);
  view.setUint32(Number(view.getBigUint64(40, true)) + 64, 0xffff, true);
  const elf = parseElf(bytes);
  expect(elf.sections[1]?.name).toBeNull();
  expect(elf.anomalies()).toEqual([
    expect.objectContaining({ code: "ERR_ELF_TRUNCATED", field: "section name table" }),
  ]);
});

// Found by a mutant: the place of a section without bytes means nothing.
test("an empty section beyond the end of the file is empty, and no defect", () => {
  const bytes = buildElf(sampleOptions(wide));
  const view = new DataView(bytes.buffer);
  const header = Number(view.getBigUint64(40, true)) + 9 * 64;
  view.setBigUint64(header + 24, 2n ** 64n - 1n, true);
  view.setBigUint64(header + 32, 0n, true);
  const elf = parseElf(bytes);
  expect(elf.sectionData(elf.sections[9]!)).toEqual(new Uint8Array(0));
  expect(elf.anomalies()).toEqual([]);
});

test.each([
  ["segments", { segments: 2 }, "e_phnum"],
  ["sections", { sections: 2 }, "e_shnum"],
  ["dynamicEntries", { dynamicEntries: 2 }, "dynamic section"],
  ["notes", { notes: 1, noteBytes: 3 }, "note descriptor"],
  ["versions", { versions: 1 }, "version chain"],
] as const)("the limit on %s is kept", (_, limits, field) => {
  const elf = parseElf(buildElf(sampleOptions(wide)), { limits });
  const read = (): unknown => [
    elf.segments,
    elf.sections,
    elf.dynamic,
    elf.versions,
    elf.notes.map((note) => elf.noteData(note)),
  ];
  expect(read).toThrow(expect.objectContaining({ code: "ERR_ELF_LIMIT", field }));
});

test("a compressed section says what it claims", () => {
  const bytes = buildElf(sampleOptions(wide));
  const view = new DataView(bytes.buffer);
  const text = parseElf(bytes.slice()).sections[9]!;
  const header = Number(view.getBigUint64(40, true)) + 9 * 64;
  view.setBigUint64(header + 8, 0x802n, true);
  view.setBigUint64(header + 32, 24n, true);
  view.setUint32(Number(text.offset), 1, true);
  view.setBigUint64(Number(text.offset) + 8, 0x1234n, true);
  view.setBigUint64(Number(text.offset) + 16, 8n, true);
  const elf = parseElf(bytes);
  expect(elf.compressionOf(elf.sections[9]!)).toEqual({ type: 1, size: 0x1234n, addralign: 8n });
});
