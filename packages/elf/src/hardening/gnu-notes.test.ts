import { describe, expect, test } from "vitest";
import { buildElf } from "../../samples/build-elf.ts";
import { ByteWriter, encodings, type SampleEncoding } from "../../samples/byte-writer.ts";
import { sampleOptions } from "../../samples/sample-options.ts";
import { parseElf } from "../view/parse-elf.ts";
import type { Elf } from "../view/elf.ts";
import { abiNoteOf, buildIdOf, controlFlowOf } from "./gnu-notes.ts";

/** A program whose build-id note is replaced by another note of the same size or less. */
function withNote(
  encoding: SampleEncoding,
  type: number,
  machine: number,
  descriptor: (out: ByteWriter) => ByteWriter,
): Elf {
  const bytes = descriptor(new ByteWriter(encoding)).done();
  const file = buildElf(sampleOptions(encoding, { machine, buildId: [...bytes] }));
  const note = parseElf(file).notes[0]!;
  const view = new DataView(file.buffer);
  view.setUint32(note.offset - 8, type, encoding.little);
  return parseElf(file);
}

describe.each(encodings)("$label", (encoding) => {
  test("the ABI note names system and version", () => {
    const elf = withNote(encoding, 1, 62, (out) => out.u32(0).u32(3).u32(2).u32(0));
    expect(abiNoteOf(elf)).toEqual({ os: "linux", version: "3.2.0" });
    expect(buildIdOf(elf)).toBeNull();
  });

  test("x86 properties, after one that is skipped", () => {
    const align = encoding.wide ? 8 : 4;
    const elf = withNote(encoding, 5, encoding.wide ? 62 : 3, (out) =>
      out.u32(0xc000_8002).u32(4).u32(1).align(align).u32(0xc000_0002).u32(4).u32(3).align(align),
    );
    expect(controlFlowOf(elf)).toEqual({ ibt: true, shadowStack: true, bti: false, pac: false, gcs: false });
  });

  test("AArch64 properties", () => {
    const elf = withNote(encoding, 5, 183, (out) => out.u32(0xc000_0000).u32(4).u32(7).u32(0));
    expect(controlFlowOf(elf)).toEqual({ ibt: false, shadowStack: false, bti: true, pac: true, gcs: true });
  });

  test("a property that leaves its note is an error", () => {
    const elf = withNote(encoding, 5, 183, (out) => out.u32(1).u32(0xffff_fff0).u32(7).u32(0));
    expect(() => controlFlowOf(elf)).toThrow(
      expect.objectContaining({ code: "ERR_ELF_TRUNCATED", field: "GNU property" }),
    );
  });

  test("a short ABI note is an error", () => {
    const elf = withNote(encoding, 1, 62, (out) => out.u32(0));
    expect(() => abiNoteOf(elf)).toThrow(expect.objectContaining({ code: "ERR_ELF_TRUNCATED" }));
  });
});
