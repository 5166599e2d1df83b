import { mapRanges } from "../address-map.ts";
import { byteString, nulIndex } from "../byte-string.ts";
import type { ElfDefect } from "../errors.ts";
import type { Encoding } from "../reader.ts";
import { DynamicScan } from "./dynamic-scan.ts";
import type { ReadBudget } from "./read-budget.ts";
import type { SegmentRange, SegmentScan } from "./segment-scan.ts";
import { refused, RUNS, type ExecVerdict } from "./verdict.ts";

/** The interpreter's path, or why the kernel does not get that far. */
export interface InterpreterAnswer {
  readonly path: string | null;
  readonly verdict: ExecVerdict;
}

const PATH_MAX = 4096;
const LARGEST_POSITION = 0x8000_0000_0000_0000;

/** Rules of load_elf_binary() on `PT_INTERP` that need no read. */
export function judgeInterpreterRange(range: SegmentRange | null): ExecVerdict {
  if (range === null) return RUNS;
  if (range.size > PATH_MAX || range.size < 2) return refused("ENOEXEC", "PT_INTERP: p_filesz is not 2 to 4096");
  if (range.offset >= LARGEST_POSITION) return refused("EINVAL", "PT_INTERP: p_offset is negative");
  return RUNS;
}

/** Takes the path from the budget's latest read, which covers it or ends with the file. */
export function takeInterpreter(budget: ReadBudget, range: SegmentRange): InterpreterAnswer {
  const { bytes } = budget;
  const start = range.offset - budget.base;
  const end = start + range.size;
  if (!budget.holds(range.offset, range.size))
    return { path: null, verdict: refused("EIO", "PT_INTERP: outside the file") };
  if (bytes[end - 1] !== 0) return { path: null, verdict: refused("ENOEXEC", "PT_INTERP: not terminated") };
  const path = byteString(bytes, start, nulIndex(bytes, start, end));
  if (path === "") return { path, verdict: refused("EACCES", "PT_INTERP: empty path, which is the working directory") };
  return { path, verdict: RUNS };
}

/** Where the dynamic section is read, or that it is all zeros (`empty`) or nowhere in the file (`unreadable`). */
export type DynamicPlace = { readonly offset: number; readonly size: number } | "empty" | "unreadable";

/**
 * Finds the dynamic section as ld.so does: at `p_vaddr`, through `PT_LOAD`, and on to the end of that segment
 * whatever `p_filesz` says, because only `DT_NULL` ends it.
 */
export function placeDynamic(scan: SegmentScan, range: SegmentRange, anomalies: ElfDefect[]): DynamicPlace {
  const mapped = mapRanges(scan.loads, range.vaddr);
  if (mapped.kind === "zero") return "empty";
  if (mapped.kind === "unmapped" || mapped.offset > Number.MAX_SAFE_INTEGER) {
    const found = BigInt(range.vaddr);
    anomalies.push({
      code: "ERR_ELF_RANGE",
      offset: null,
      field: "PT_DYNAMIC p_vaddr",
      found,
      expected: "an address in a PT_LOAD",
    });
    return "unreadable";
  }
  const { offset, available } = mapped;
  if (offset !== range.offset) {
    const expected = `the offset ${offset} that p_vaddr maps to`;
    anomalies.push({
      code: "ERR_ELF_VALUE",
      offset: null,
      field: "PT_DYNAMIC p_offset",
      found: range.offset,
      expected,
    });
  }
  if (scan.dynamicCount > 1) {
    const found = scan.dynamicCount;
    anomalies.push({ code: "ERR_ELF_VALUE", offset: null, field: "PT_DYNAMIC", found, expected: "one segment" });
  }
  return { offset, size: available };
}

/** Reads the dynamic section from the budget's latest read, and on with the reads that are left. */
export function takeDynamic(
  budget: ReadBudget,
  place: { readonly offset: number; readonly size: number },
  encoding: Encoding,
  anomalies: ElfDefect[],
): DynamicScan | "unreadable" {
  const step = encoding.wide ? 16 : 8;
  const scan = new DynamicScan();
  let { offset, size } = place;
  while (size >= step) {
    if (!budget.holds(offset, step)) budget.seek(offset, Math.min(size, budget.most), "dynamic section");
    const reader = budget.reader(encoding);
    const start = offset - budget.base;
    const end = Math.min(budget.end - budget.base, start + size);
    if (end - start < step) {
      const found = Math.max(0, end - start);
      anomalies.push({ code: "ERR_ELF_TRUNCATED", offset, field: "dynamic section", found, expected: `${step} bytes` });
      return "unreadable";
    }
    if (scan.scan(reader, start, end)) return scan;
    const entries = Math.floor((end - start) / step);
    offset += entries * step;
    size -= entries * step;
  }
  // What follows the file's part of the segment is zeros.
  return scan;
}
