import { PT } from "./constants/segments.ts";
import type { ProgramHeader } from "./structures/program-header.ts";

/**
 * A `PT_LOAD` as far as mapping goes. The numbers are exact up to 2^53−1; above they are rounded and still above,
 * which is beyond every user address space.
 */
export interface LoadRange {
  readonly offset: number;
  readonly vaddr: number;
  readonly filesz: number;
  readonly memsz: number;
}

/** What is at an address once the kernel has mapped every `PT_LOAD`. */
export type Mapped =
  | { readonly kind: "file"; readonly offset: number; readonly available: number }
  | { readonly kind: "zero"; readonly available: number }
  | { readonly kind: "unmapped" };

const UNMAPPED: Mapped = { kind: "unmapped" };
const PAGE = 4096;

/**
 * Finds what an address holds. The kernel maps segments in table order, whole pages at a time and over what is there
 * (`MAP_FIXED`, elf_load() in fs/binfmt_elf.c), so the last segment whose pages cover the address decides. Where it
 * covers it only by rounding, the address counts as unmapped: no honest linker puts anything there.
 */
export function mapRanges(loads: readonly LoadRange[], address: number): Mapped {
  let found: Mapped = UNMAPPED;
  let foundDelta = Number.NaN;
  for (const load of loads) {
    const { vaddr, filesz, memsz } = load;
    const into = address - vaddr;
    if (memsz === 0 || memsz < filesz || into <= -PAGE || into >= memsz + PAGE) continue;
    const end = vaddr + memsz;
    if (address < vaddr - (vaddr % PAGE) || address >= end + ((PAGE - (end % PAGE)) % PAGE)) continue;
    const delta = load.offset - vaddr;
    if (into >= 0 && into < filesz) {
      found = { kind: "file", offset: load.offset + into, available: filesz - into };
    } else if (into >= filesz && into < memsz) {
      found = { kind: "zero", available: memsz - into };
    } else if (filesz === 0 || foundDelta !== delta) {
      found = UNMAPPED;
    }
    foundDelta = delta;
  }
  return found;
}

/** Half of the exact range of a number: addresses are seen from this far below the one that is asked for. */
const REACH = 0x10_0000_0000_0000n;

/** The same for exact addresses, of a kernel for example: segments too far away to reach the address do not count. */
export function mapAddress(segments: readonly ProgramHeader[], address: bigint): Mapped {
  const base = address > REACH ? (address - REACH) & ~0xfffn : 0n;
  const loads: LoadRange[] = [];
  for (const { type, offset, vaddr, filesz, memsz } of segments) {
    if (type !== PT.LOAD || vaddr < base || vaddr - base > 2n * REACH) continue;
    loads.push({ offset: Number(offset), vaddr: Number(vaddr - base), filesz: Number(filesz), memsz: Number(memsz) });
  }
  return mapRanges(loads, Number(address - base));
}
