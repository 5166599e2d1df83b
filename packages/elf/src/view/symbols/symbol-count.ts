import { DT } from "../../constants/dynamic.ts";
import { EM } from "../../constants/machines.ts";
import { ElfError } from "../../errors.ts";
import { toOffset } from "../../reader.ts";
import { gnuHashHeader, hashHeader } from "../../structures/hash-header.ts";
import type { DynamicSection, MappedRange } from "../dynamic-section.ts";
import type { FileBytes } from "../reading/file-bytes.ts";

// Nothing in a dynamic section says how many symbols there are: the hash tables do, in a roundabout way.

const ALPHA = 0x9026;
const CHUNK_WORDS = 1 << 14;

function checkInside(range: MappedRange, size: number, field: string): void {
  if (size <= range.available) return;
  const expected = `at most ${range.available} bytes`;
  throw new ElfError({ code: "ERR_ELF_TRUNCATED", offset: range.offset, field, found: size, expected });
}

/** `DT_HASH`: one chain entry per symbol. Its words have 64 bits on Alpha and 64-bit S/390. */
function countByHash(file: FileBytes, range: MappedRange, machine: number): number {
  if (file.wide && (machine === ALPHA || machine === EM.S390)) {
    checkInside(range, 16, "DT_HASH");
    return toOffset(file.reader(range.offset, 16, "DT_HASH").address(8), "DT_HASH nchain", range.offset);
  }
  checkInside(range, 8, "DT_HASH");
  return hashHeader.parse(file.reader(range.offset, 8, "DT_HASH"), 0).chains;
}

/** Calls `visit` for each 32-bit word until it returns false or the count is reached. */
function eachWord(file: FileBytes, offset: number, count: number, visit: (word: number) => boolean): boolean {
  for (let first = 0; first < count; first += CHUNK_WORDS) {
    const words = Math.min(CHUNK_WORDS, count - first);
    const reader = file.reader(offset + first * 4, words * 4, "DT_GNU_HASH");
    for (let index = 0; index < words; index++) if (!visit(reader.u32(index * 4))) return true;
  }
  return false;
}

/** `DT_GNU_HASH`: the chain of the highest bucket ends with the last symbol. `null` for an empty table, which says nothing. */
function countByGnuHash(file: FileBytes, range: MappedRange): number | null {
  checkInside(range, 16, "DT_GNU_HASH");
  const header = gnuHashHeader.parse(file.reader(range.offset, 16, "DT_GNU_HASH"), 0);
  const buckets = 16 + header.bloomWords * (file.wide ? 8 : 4);
  const chains = buckets + header.buckets * 4;
  checkInside(range, chains, "DT_GNU_HASH");
  let last = 0;
  eachWord(file, range.offset + buckets, header.buckets, (bucket) => {
    if (bucket > last) last = bucket;
    return true;
  });
  if (last === 0) return null;
  if (last < header.firstSymbol) {
    const expected = `at least ${header.firstSymbol}`;
    throw new ElfError({
      code: "ERR_ELF_VALUE",
      offset: range.offset,
      field: "DT_GNU_HASH bucket",
      found: last,
      expected,
    });
  }
  const skipped = chains + (last - header.firstSymbol) * 4;
  checkInside(range, skipped, "DT_GNU_HASH chain");
  const ended = eachWord(file, range.offset + skipped, Math.floor((range.available - skipped) / 4), (word) => {
    last++;
    return (word & 1) === 0;
  });
  if (ended) return last;
  const expected = "a chain that ends";
  throw new ElfError({
    code: "ERR_ELF_TRUNCATED",
    offset: range.offset,
    field: "DT_GNU_HASH chain",
    found: last,
    expected,
  });
}

/** Number of dynamic symbols that the dynamic section's own tables prove; `null` when they are silent. */
export function countDynamicSymbols(file: FileBytes, dynamic: DynamicSection, machine: number): number | null {
  if (machine === EM.MIPS) {
    const count = dynamic.value(DT.MIPS_SYMTABNO);
    if (count !== null) return toOffset(count, "DT_MIPS_SYMTABNO", null);
  }
  const hash = dynamic.range(DT.HASH, "DT_HASH");
  if (hash !== null) return countByHash(file, hash, machine);
  const gnuHash = dynamic.range(DT.GNU_HASH, "DT_GNU_HASH");
  return gnuHash === null ? null : countByGnuHash(file, gnuHash);
}
