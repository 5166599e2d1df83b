import type { LoadRange } from "../address-map.ts";
import { PF, PT } from "../constants/segments.ts";
import type { ByteReader } from "../reader.ts";
import { programHeader32, programHeader64, type ProgramHeaderLayout } from "../structures/program-header.ts";

/** A range of the file, and for `PT_DYNAMIC` the address that the dynamic linker uses instead. */
export interface SegmentRange {
  readonly offset: number;
  readonly size: number;
  readonly vaddr: number;
}

/** A `PT_LOAD`, and whether its offset and address are at the same place in a page. */
export interface ScannedLoad extends LoadRange {
  readonly congruent: boolean;
}

/** What one pass over the program headers finds. */
export interface SegmentScan {
  /** The first `PT_INTERP`: the kernel stops there. */
  readonly interpreter: SegmentRange | null;
  /** The last `PT_DYNAMIC`: the one that ld.so keeps. */
  readonly dynamic: SegmentRange | null;
  readonly dynamicCount: number;
  /** `p_flags` of the last `PT_GNU_STACK`, as the kernel and ld.so take it; `null` without one. */
  readonly stackFlags: number | null;
  readonly relro: boolean;
  readonly writableAndExecutable: boolean;
  readonly loads: readonly ScannedLoad[];
}

function rangeAt(reader: ByteReader, at: number, layout: ProgramHeaderLayout): SegmentRange {
  return {
    offset: reader.word(at + layout.offset),
    size: reader.word(at + layout.filesz),
    vaddr: reader.word(at + layout.vaddr),
  };
}

function loadAt(reader: ByteReader, at: number, layout: ProgramHeaderLayout): ScannedLoad {
  const low = reader.wide && !reader.little ? 4 : 0;
  const distance = reader.u32(at + layout.offset + low) - reader.u32(at + layout.vaddr + low);
  return {
    offset: reader.word(at + layout.offset),
    vaddr: reader.word(at + layout.vaddr),
    filesz: reader.word(at + layout.filesz),
    memsz: reader.word(at + layout.memsz),
    congruent: (distance & 0xfff) === 0,
  };
}

/** Reads `count` program headers from `at` on. */
export function scanSegments(reader: ByteReader, at: number, count: number): SegmentScan {
  const layout = reader.wide ? programHeader64 : programHeader32;
  reader.require(at, count * layout.size, "program headers");
  let interpreter: SegmentRange | null = null;
  let dynamic: SegmentRange | null = null;
  let dynamicCount = 0;
  let stackFlags: number | null = null;
  let relro = false;
  let writableAndExecutable = false;
  const loads: ScannedLoad[] = [];
  for (let index = 0, place = at; index < count; index++, place += layout.size) {
    const type = reader.u32(place);
    if (type === PT.LOAD) {
      const flags = reader.u32(place + layout.flags);
      loads.push(loadAt(reader, place, layout));
      if ((flags & PF.W) !== 0 && (flags & PF.X) !== 0) writableAndExecutable = true;
    } else if (type === PT.INTERP) {
      interpreter ??= rangeAt(reader, place, layout);
    } else if (type === PT.DYNAMIC) {
      dynamic = rangeAt(reader, place, layout);
      dynamicCount++;
    } else if (type === PT.GNU_STACK) {
      stackFlags = reader.u32(place + layout.flags);
    } else if (type === PT.GNU_RELRO) {
      relro = true;
    }
  }
  return { interpreter, dynamic, dynamicCount, stackFlags, relro, writableAndExecutable, loads };
}
