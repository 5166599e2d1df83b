import { PT } from "./constants/segments.ts";
import type { ProgramHeader } from "./structures/program-header.ts";

/** What is at an address once the kernel has mapped every `PT_LOAD`. */
export type Mapped =
  | { readonly kind: "file"; readonly offset: bigint; readonly available: bigint }
  | { readonly kind: "zero"; readonly available: bigint }
  | { readonly kind: "unmapped" };

const UNMAPPED: Mapped = { kind: "unmapped" };
const PAGE_MASK = 0xfffn;

/**
 * Finds what an address holds. The kernel maps segments in table order, whole pages at a time and over what is there
 * (`MAP_FIXED`, elf_load() in fs/binfmt_elf.c), so the last segment whose pages cover the address decides. Where it
 * covers it only by rounding, the address counts as unmapped: no honest linker puts anything there.
 */
export function mapAddress(segments: readonly ProgramHeader[], address: bigint): Mapped {
  let found: Mapped = UNMAPPED;
  let foundDelta: bigint | null = null;
  for (const segment of segments) {
    if (segment.type !== PT.LOAD || segment.memsz < segment.filesz) continue;
    const { vaddr, filesz, memsz } = segment;
    // The pages that the segment is rounded to reach at most a page beyond it on either side.
    const into = address - vaddr;
    if (memsz === 0n || into < -PAGE_MASK || into > memsz + PAGE_MASK) continue;
    const inPages = address >= vaddr - (vaddr & PAGE_MASK) && address <= ((vaddr + memsz - 1n) | PAGE_MASK);
    if (!inPages) continue;
    const delta = segment.offset - vaddr;
    if (into >= 0n && into < filesz) {
      found = { kind: "file", offset: segment.offset + into, available: filesz - into };
    } else if (into >= filesz && into < memsz) {
      found = { kind: "zero", available: memsz - into };
    } else if (filesz === 0n || foundDelta !== delta) {
      found = UNMAPPED;
    }
    foundDelta = delta;
  }
  return found;
}
