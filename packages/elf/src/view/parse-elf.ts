import { resolveLimits, type ElfLimits } from "../limits.ts";
import { ByteReader } from "../reader.ts";
import { checkSource, readUpTo, sourceSize, type ElfSource } from "../source.ts";
import { fileHeader } from "../structures/file-header.ts";
import { declaredEncoding, hasElfMagic, ident } from "../structures/ident.ts";
import { ElfError } from "../errors.ts";
import { Elf } from "./elf.ts";
import { FileBytes } from "./reading/file-bytes.ts";

/** Options of {@link parseElf}. */
export interface ParseOptions {
  /** Limits to change; the rest keep their defaults. */
  readonly limits?: Partial<ElfLimits>;
}

/**
 * Opens a lazy view of an ELF file: it reads the header now, and every other part when asked for it.
 *
 * @param source - The file's bytes, which must not change while the view is used, or a positional reader.
 * @param options - Limits.
 * @returns The view.
 * @throws {@link ElfError} `ERR_ELF_MAGIC`, `ERR_ELF_IDENT`, `ERR_ELF_TRUNCATED` (no whole header), `ERR_ELF_SOURCE`, `ERR_ELF_ARGUMENT`
 * @see elf(5); System V Application Binary Interface, chapters 4 and 5
 * @example
 * ```ts
 * const elf = parseElf(readFileSync("/bin/true"));
 * elf.needed; // ["libc.so.6"]
 * ```
 */
export function parseElf(source: ElfSource, options: ParseOptions = {}): Elf {
  checkSource(source);
  const limits = resolveLimits(options.limits);
  const size = sourceSize(source);
  const start = readUpTo(source, 0, Math.min(size, 64)).slice();
  if (!hasElfMagic(start)) {
    const found = start.length === 0 ? "nothing" : `bytes ${start.subarray(0, 4).join(" ")}`;
    throw new ElfError({ code: "ERR_ELF_MAGIC", offset: 0, field: "e_ident", found, expected: "bytes 127 69 76 70" });
  }
  const identity = ident.parse(new ByteReader(start, 0, { wide: false, little: true }), 0);
  const encoding = declaredEncoding(identity);
  const header = fileHeader.parse(new ByteReader(start, 0, encoding), 0);
  return new Elf(new FileBytes(source, limits, encoding), identity, header);
}
