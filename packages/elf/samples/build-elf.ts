import { ByteWriter } from "./byte-writer.ts";
import type { SampleOptions } from "./sample-options.ts";

/** A part of the sample: its bytes, and once laid out its place. */
interface Part {
  readonly name: string;
  readonly type: number;
  readonly bytes: Uint8Array;
  readonly link?: string;
  readonly info?: number;
  readonly entsize?: number;
  /** Loaded parts have addresses. */
  readonly loaded: boolean;
  offset: number;
}

const PAGE = 0x1000;

class Sample {
  readonly options: SampleOptions;
  readonly parts: Part[] = [];
  readonly base: number;

  constructor(options: SampleOptions) {
    this.options = options;
    this.base = options.type === 2 ? 0x40_0000 : 0;
  }

  get word(): number {
    return this.options.wide ? 8 : 4;
  }

  writer(): ByteWriter {
    return new ByteWriter(this.options);
  }

  add(part: Omit<Part, "offset">): void {
    this.parts.push({ ...part, offset: 0 });
  }

  part(name: string): Part {
    const part = this.parts.find((candidate) => candidate.name === name);
    if (part === undefined) throw new Error(`no part ${name}`);
    return part;
  }

  address(name: string): number {
    return this.base + this.part(name).offset;
  }
}

function writeSymbols(sample: Sample, names: readonly string[], strings: ByteWriter, section: number): Uint8Array {
  const out = sample.writer().bytes(new Uint8Array(sample.options.wide ? 24 : 16));
  names.forEach((name, index) => {
    const at = strings.text(name);
    const value = section === 0 ? 0 : 0x1000 + index * 16;
    out.u32(at);
    if (sample.options.wide) out.u8(0x12).u8(0).u16(section).word(value).word(8);
    else out.word(value).word(8).u8(0x12).u8(0).u16(section);
  });
  return out.done();
}

function writeHash(sample: Sample, count: number): Uint8Array {
  const out = sample.writer();
  // Alpha and 64-bit S/390 alone have 64-bit words here.
  const put = (value: number): unknown => (sample.options.wide && sample.options.machine === 22 ? out.word(value) : out.u32(value));
  for (const value of [1, count, count > 1 ? 1 : 0, 0]) put(value);
  for (let index = 1; index < count; index++) put(index + 1 < count ? index + 1 : 0);
  return out.done();
}

function writeGnuHash(sample: Sample, count: number): Uint8Array {
  const empty = sample.options.hash === "gnu-empty";
  const out = sample.writer().u32(1).u32(1).u32(1).u32(0).word(0).u32(empty ? 0 : 1);
  if (!empty) for (let index = 1; index < count; index++) out.u32(index + 1 === count ? 1 : 2);
  return out.done();
}

function addDynamicParts(sample: Sample): void {
  const { options } = sample;
  const strings = sample.writer().u8(0);
  const symbols = writeSymbols(sample, options.imports, strings, 0);
  const count = options.imports.length + 1;
  const at = (text: string | null): number => (text === null ? 0 : strings.text(text));
  const needed = options.needed.map((name) => at(name));
  const names = { soname: at(options.soname), rpath: at(options.rpath), runpath: at(options.runpath), version: at("GLIBC_2.2.5") };
  const versions = sample.writer();
  if (needed.length > 0) {
    versions.u16(1).u16(1).u32(needed[0]!).u32(16).u32(0).u32(0x9691a75).u16(0).u16(2).u32(names.version).u32(0);
  }
  const relocations = sample.writer();
  options.imports.forEach((_, index) => {
    const symbol = index + 1;
    relocations.word(0x2000 + index * 8).word(options.wide ? (BigInt(symbol) << 32n) | 7n : (symbol << 8) | 7).word(-4n);
  });
  const gnu = options.hash !== "sysv";
  const hash = gnu ? writeGnuHash(sample, count) : writeHash(sample, count);
  sample.add({ name: ".hash", type: gnu ? 0x6ffffff6 : 5, bytes: hash, link: ".dynsym", loaded: true });
  sample.add({ name: ".dynsym", type: 11, bytes: symbols, link: ".dynstr", info: 1, entsize: options.wide ? 24 : 16, loaded: true });
  sample.add({ name: ".dynstr", type: 3, bytes: strings.done(), loaded: true });
  sample.add({ name: ".gnu.version_r", type: 0x6ffffffe, bytes: versions.done(), link: ".dynstr", info: 1, loaded: true });
  sample.add({ name: ".rela.dyn", type: 4, bytes: relocations.done(), link: ".dynsym", entsize: 3 * sample.word, loaded: true });
  const entries = dynamicEntries(sample, needed, names);
  const size = 2 * sample.word * (entries.length + 1);
  sample.add({ name: ".dynamic", type: 6, bytes: new Uint8Array(size), link: ".dynstr", entsize: 2 * sample.word, loaded: true });
}

type Entry = readonly [tag: number, value: number | string];

function dynamicEntries(sample: Sample, needed: readonly number[], names: { soname: number; rpath: number; runpath: number }): Entry[] {
  const { options } = sample;
  const entries: Entry[] = needed.map((at) => [1, at]);
  if (options.soname !== null) entries.push([14, names.soname]);
  if (options.rpath !== null) entries.push([15, names.rpath]);
  if (options.runpath !== null) entries.push([29, names.runpath]);
  entries.push([options.hash === "sysv" ? 4 : 0x6ffffef5, ".hash"], [5, ".dynstr"], [6, ".dynsym"]);
  entries.push([10, sample.part(".dynstr").bytes.length], [11, options.wide ? 24 : 16]);
  entries.push([7, ".rela.dyn"], [8, sample.part(".rela.dyn").bytes.length], [9, 3 * sample.word]);
  if (options.flags !== 0) entries.push([30, options.flags]);
  if (options.flags1 !== 0) entries.push([0x6ffffffb, options.flags1]);
  if (needed.length > 0) entries.push([0x6ffffffe, ".gnu.version_r"], [0x6fffffff, 1]);
  entries.push(...options.extra);
  pending.set(sample, entries);
  return entries;
}

/** Entries whose addresses are known only after the layout. */
const pending = new WeakMap<Sample, readonly Entry[]>();

function fillDynamic(sample: Sample): void {
  const out = sample.writer();
  for (const [tag, value] of pending.get(sample)!) {
    out.word(tag).word(typeof value === "string" ? sample.address(value) : value);
  }
  sample.part(".dynamic").bytes.set(out.word(0).word(0).done());
}

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
    sample.add({ name: ".note.gnu.build-id", type: 7, bytes: note.bytes(options.buildId).align(4).done(), loaded: true });
  }
  if (options.dynamic) addDynamicParts(sample);
  sample.add({ name: ".text", type: 1, bytes: new Uint8Array(16).fill(0x90), loaded: true });
  if (options.symbols !== null) {
    const strings = sample.writer().u8(0);
    const symbols = writeSymbols(sample, options.symbols, strings, 1);
    sample.add({ name: ".symtab", type: 2, bytes: symbols, link: ".strtab", info: 1, entsize: options.wide ? 24 : 16, loaded: false });
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
    out.word(part.loaded ? sample.address(part.name) : 0).word(part.offset).word(part.bytes.length);
    out.u32(link).u32(part.info ?? 0).word(4).word(part.entsize ?? 0);
  }
}

function writeHeader(sample: Sample, out: ByteWriter, segments: number, shoff: number): void {
  const { wide, little, type, machine } = sample.options;
  const sections = shoff === 0 ? 0 : sample.parts.length + 1;
  out.bytes([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, little ? 1 : 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  out.u16(type).u16(machine).u32(1).word(type === 1 ? 0 : sample.address(".text"));
  out.word(segments === 0 ? 0 : wide ? 64 : 52).word(shoff).u32(0).u16(wide ? 64 : 52);
  out.u16(wide ? 56 : 32).u16(segments).u16(wide ? 64 : 40).u16(sections).u16(sections === 0 ? 0 : sections - 1);
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

