import type { ByteWriter } from "./byte-writer.ts";
import type { Sample } from "./sample.ts";

/** Writes a symbol table, and the names into `strings`. */
export function writeSymbols(
  sample: Sample,
  names: readonly string[],
  strings: ByteWriter,
  section: number,
): Uint8Array {
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
  const put = (value: number): unknown =>
    sample.options.wide && sample.options.machine === 22 ? out.word(value) : out.u32(value);
  for (const value of [1, count, count > 1 ? 1 : 0, 0]) put(value);
  for (let index = 1; index < count; index++) put(index + 1 < count ? index + 1 : 0);
  return out.done();
}

function writeGnuHash(sample: Sample, count: number): Uint8Array {
  const empty = sample.options.hash === "gnu-empty";
  const out = sample
    .writer()
    .u32(1)
    .u32(1)
    .u32(1)
    .u32(0)
    .word(0)
    .u32(empty ? 0 : 1);
  if (!empty) for (let index = 1; index < count; index++) out.u32(index + 1 === count ? 1 : 2);
  return out.done();
}

/** Adds everything that ld.so reads. */
export function addDynamicParts(sample: Sample): void {
  const { options } = sample;
  const strings = sample.writer().u8(0);
  const symbols = writeSymbols(sample, options.imports, strings, 0);
  const count = options.imports.length + 1;
  const at = (text: string | null): number => (text === null ? 0 : strings.text(text));
  const needed = options.needed.map((name) => at(name));
  const names = {
    soname: at(options.soname),
    rpath: at(options.rpath),
    runpath: at(options.runpath),
    version: at("GLIBC_2.2.5"),
  };
  const versions = sample.writer();
  if (needed.length > 0) {
    versions.u16(1).u16(1).u32(needed[0]!).u32(16).u32(0).u32(0x9691a75).u16(0).u16(2).u32(names.version).u32(0);
  }
  const relocations = sample.writer();
  options.imports.forEach((_, index) => {
    const symbol = index + 1;
    relocations
      .word(0x2000 + index * 8)
      .word(options.wide ? (BigInt(symbol) << 32n) | 7n : (symbol << 8) | 7)
      .word(-4n);
  });
  const gnu = options.hash !== "sysv";
  const hash = gnu ? writeGnuHash(sample, count) : writeHash(sample, count);
  sample.add({ name: ".hash", type: gnu ? 0x6ffffff6 : 5, bytes: hash, link: ".dynsym", loaded: true });
  sample.add({
    name: ".dynsym",
    type: 11,
    bytes: symbols,
    link: ".dynstr",
    info: 1,
    entsize: options.wide ? 24 : 16,
    loaded: true,
  });
  sample.add({ name: ".dynstr", type: 3, bytes: strings.done(), loaded: true });
  sample.add({
    name: ".gnu.version_r",
    type: 0x6ffffffe,
    bytes: versions.done(),
    link: ".dynstr",
    info: 1,
    loaded: true,
  });
  sample.add({
    name: ".rela.dyn",
    type: 4,
    bytes: relocations.done(),
    link: ".dynsym",
    entsize: 3 * sample.word,
    loaded: true,
  });
  const entries = dynamicEntries(sample, needed, names);
  const size = 2 * sample.word * (entries.length + 1);
  sample.add({
    name: ".dynamic",
    type: 6,
    bytes: new Uint8Array(size),
    link: ".dynstr",
    entsize: 2 * sample.word,
    loaded: true,
  });
}

type Entry = readonly [tag: number, value: number | string];

function dynamicEntries(
  sample: Sample,
  needed: readonly number[],
  names: { soname: number; rpath: number; runpath: number },
): Entry[] {
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

/** Writes the dynamic section, once the addresses in it are known. */
export function fillDynamic(sample: Sample): void {
  const out = sample.writer();
  for (const [tag, value] of pending.get(sample)!) {
    out.word(tag).word(typeof value === "string" ? sample.address(value) : value);
  }
  sample.part(".dynamic").bytes.set(out.word(0).word(0).done());
}
