import { ElfError } from "./errors.ts";

/** How much of a file is looked at. Every count is of entries unless it says bytes. */
export interface ElfLimits {
  /** Reads that {@link execCheck} makes. @default 3 */
  readonly execReads: number;
  /** Bytes that one of those reads asks for. @default 4096 */
  readonly execReadBytes: number;
  /** Program headers. @default 65536 */
  readonly segments: number;
  /** Section headers. @default 1048576 */
  readonly sections: number;
  /** Dynamic entries before `DT_NULL`. @default 65536 */
  readonly dynamicEntries: number;
  /** Notes in all segments and sections together. @default 65536 */
  readonly notes: number;
  /** Version definitions, needs and their auxiliary entries together. @default 65536 */
  readonly versions: number;
  /** Bytes of one name. @default 65536 */
  readonly nameBytes: number;
  /** Bytes of one note's descriptor. @default 1048576 */
  readonly noteBytes: number;
}

/** The defaults: every file a distribution ships passes, and no file can ask for much memory. */
export const defaultLimits: ElfLimits = {
  execReads: 3,
  execReadBytes: 4096,
  segments: 0x10000,
  sections: 0x10_0000,
  dynamicEntries: 0x10000,
  notes: 0x10000,
  versions: 0x10000,
  nameBytes: 0x10000,
  noteBytes: 0x10_0000,
};

/** Completes the caller's limits with the defaults. */
export function resolveLimits(limits: Partial<ElfLimits> | undefined): ElfLimits {
  if (limits === undefined) return defaultLimits;
  const resolved = { ...defaultLimits, ...limits };
  for (const [field, found] of Object.entries(resolved)) {
    if (!Number.isSafeInteger(found) || found < 1) {
      const expected = "a positive integer";
      throw new ElfError({
        code: "ERR_ELF_ARGUMENT",
        offset: null,
        field: `limits.${field}`,
        found: String(found),
        expected,
      });
    }
  }
  if (resolved.execReadBytes < 512) {
    const expected = "at least 512";
    const found = resolved.execReadBytes;
    throw new ElfError({ code: "ERR_ELF_ARGUMENT", offset: null, field: "limits.execReadBytes", found, expected });
  }
  return resolved;
}

/** Throws `ERR_ELF_LIMIT` when a count is over its limit. */
export function checkLimit(found: number, limit: number, field: string, offset: number | null): void {
  if (found <= limit) return;
  throw new ElfError({ code: "ERR_ELF_LIMIT", offset, field, found, expected: `at most ${limit}` });
}
