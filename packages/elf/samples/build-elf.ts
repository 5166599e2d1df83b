import type { ByteWriter } from "./byte-writer.ts";
import { addDynamicParts, fillDynamic, writeSymbols } from "./dynamic-parts.ts";
import type { SampleOptions } from "./sample-options.ts";
import { Sample } from "./sample.ts";

const PAGE = 0x1000;

function addParts(sample: Sample): void {
  const { options } = sample;
  if (options.interpreter !== null) {
    const path = sample.writer();
    path.text(options.interpreter);
    sample.add({ name: ".interp", type: 1, bytes: path.done(), loaded: true });
  }
  if (options.buildId !== null) {
    const note = sample.writer().u32(4).u32(options.buildId.length).u32(3);
    note.text("GNU");
    sample.add({
      name: ".note.gnu.build-id",
      type: 7,
      bytes: note.bytes(options.buildId).align(4).done(),
      loaded: true,
    });
  }
  if (options.dynamic) addDynamicParts(sample);
  sample.add({ name: ".text", type: 1, bytes: new Uint8Array(16).fill(0x90), loaded: true });
  if (options.symbols !== null) {
    const strings = sample.writer().u8(0);
    const symbols = writeSymbols(sample, options.symbols, strings, 1);
    sample.add({
      name: ".symtab",
      type: 2,
      bytes: symbols,
      link: ".strtab",
      info: 1,
      entsize: options.wide ? 24 : 16,
      loaded: false,
    });
    sample.add({ name: ".strtab", type: 3, bytes: strings.done(), loaded: false });
  }
}

interface Segment {
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly size: number;
  readonly align: number;
}

function segmentsOf(sample: Sample, loadEnd: number): Segment[] {
  const { options } = sample;
  const over = (type: number, name: string, flags: number, align: number): Segment => {
    const part = sample.part(name);
    return { type, flags, offset: part.offset, size: part.bytes.length, align };
  };
  const segments: Segment[] = [{ type: 1, flags: options.loadFlags, offset: 0, size: loadEnd, align: PAGE }];
  if (options.interpreter !== null) segments.push(over(3, ".interp", 4, 1));
  if (options.dynamic) segments.push(over(2, ".dynamic", 6, sample.word));
  if (options.buildId !== null) segments.push(over(4, ".note.gnu.build-id", 4, 4));
  for (const flags of options.stacks) segments.push({ type: 0x6474e551, flags, offset: 0, size: 0, align: 16 });
  if (options.relro) segments.push(over(0x6474e552, options.dynamic ? ".dynamic" : ".text", 4, 1));
  return segments;
}

function writeSegments(sample: Sample, out: ByteWriter, segments: readonly Segment[]): void {
  for (const { type, flags, offset, size, align } of segments) {
    const address = size === 0 ? 0 : sample.base + offset;
    out.u32(type);
    if (sample.options.wide) out.u32(flags);
    out.word(offset).word(address).word(address).word(size).word(size);
    if (!sample.options.wide) out.u32(flags);
    out.word(align);
  }
}

function writeSections(sample: Sample, out: ByteWriter, names: ReadonlyMap<string, number>): void {
  out.bytes(new Uint8Array(sample.options.wide ? 64 : 40));
  for (const part of sample.parts) {
    const link = part.link === undefined ? 0 : sample.parts.findIndex((other) => other.name === part.link) + 1;
    const flags = part.loaded ? (part.name === ".text" ? 6 : 2) : 0;
    out.u32(names.get(part.name)!).u32(part.type).word(flags);
    out
      .word(part.loaded ? sample.address(part.name) : 0)
      .word(part.offset)
      .word(part.bytes.length);
    out
      .u32(link)
      .u32(part.info ?? 0)
      .word(4)
      .word(part.entsize ?? 0);
  }
}

function writeHeader(sample: Sample, out: ByteWriter, segments: number, shoff: number): void {
  const { wide, little, type, machine } = sample.options;
  const sections = shoff === 0 ? 0 : sample.parts.length + 1;
  out.bytes([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, little ? 1 : 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  out
    .u16(type)
    .u16(machine)
    .u32(1)
    .word(type === 1 ? 0 : sample.address(".text"));
  out
    .word(segments === 0 ? 0 : wide ? 64 : 52)
    .word(shoff)
    .u32(0)
    .u16(wide ? 64 : 52);
  out
    .u16(wide ? 56 : 32)
    .u16(segments)
    .u16(wide ? 64 : 40)
    .u16(sections)
    .u16(sections === 0 ? 0 : sections - 1);
}

function layOut(sample: Sample, start: number): number {
  let at = start;
  for (const part of sample.parts) {
    at = Math.ceil(at / 8) * 8;
    part.offset = at;
    at += part.bytes.length;
  }
  return at;
}

/** Builds an ELF file; the same options always give the same bytes. */
export function buildElf(options: SampleOptions): Uint8Array {
  const sample = new Sample(options);
  addParts(sample);
  const names = new Map<string, number>();
  if (options.sections) {
    const table = sample.writer().u8(0);
    for (const { name } of sample.parts) names.set(name, table.text(name));
    names.set(".shstrtab", table.text(".shstrtab"));
    sample.add({ name: ".shstrtab", type: 3, bytes: table.done(), loaded: false });
  }
  const isProgram = options.type !== 1;
  const headers = options.wide ? 64 : 52;
  const count = isProgram ? segmentsOf(sample, 0).length : 0;
  const end = layOut(sample, headers + count * (options.wide ? 56 : 32));
  if (options.dynamic) fillDynamic(sample);
  const lastLoaded = sample.parts.findLast((part) => part.loaded)!;
  const segments = isProgram ? segmentsOf(sample, lastLoaded.offset + lastLoaded.bytes.length) : [];
  const shoff = options.sections ? Math.ceil(end / 8) * 8 : 0;
  const out = sample.writer();
  writeHeader(sample, out, segments.length, shoff);
  writeSegments(sample, out, segments);
  for (const part of sample.parts) {
    while (out.length < part.offset) out.u8(0);
    out.bytes(part.bytes);
  }
  if (options.sections) writeSections(sample, out.align(8), names);
  return out.done();
}
