/**
 * What kind of damage an {@link ElfError} reports. The codes are stable.
 *
 * - `ERR_ELF_MAGIC`: the file does not start with `\x7fELF`
 * - `ERR_ELF_IDENT`: class, byte order or version in `e_ident` is none of the known ones
 * - `ERR_ELF_TRUNCATED`: a structure ends outside the file or outside the table that holds it
 * - `ERR_ELF_RANGE`: an offset or size above 2^53−1, or an address that no segment maps from the file
 * - `ERR_ELF_VALUE`: a field contradicts another one or the specification
 * - `ERR_ELF_LIMIT`: within the specification, but more than the limits allow
 * - `ERR_ELF_SOURCE`: the caller's reader failed, or broke its contract
 * - `ERR_ELF_ARGUMENT`: the caller passed something that is no source or no valid option
 */
export type ElfErrorCode =
  | "ERR_ELF_MAGIC"
  | "ERR_ELF_IDENT"
  | "ERR_ELF_TRUNCATED"
  | "ERR_ELF_RANGE"
  | "ERR_ELF_VALUE"
  | "ERR_ELF_LIMIT"
  | "ERR_ELF_SOURCE"
  | "ERR_ELF_ARGUMENT";

/** A value as it appears in an error: a number, an exact 64-bit value, or words. */
export type ElfErrorValue = number | bigint | string;

/** The facts of one defect: an {@link ElfError} carries them, and so does an entry of the anomaly list. */
export interface ElfDefect {
  readonly code: ElfErrorCode;
  /** Where in the file, in bytes; `null` when the defect has no place. */
  readonly offset: number | null;
  /** The structure or field, in the specification's words: `e_phoff`, `program header`. */
  readonly field: string;
  readonly found: ElfErrorValue;
  readonly expected: ElfErrorValue;
}

function show(value: ElfErrorValue): string {
  return typeof value === "bigint" ? `0x${value.toString(16)}` : String(value);
}

/**
 * Is the one error that leaves this package.
 *
 * @example
 * ```ts
 * try {
 *   parseElf(new Uint8Array(3));
 * } catch (error) {
 *   if (error instanceof ElfError) error.code; // "ERR_ELF_MAGIC"
 * }
 * ```
 */
export class ElfError extends Error implements ElfDefect {
  override readonly name = "ElfError";
  /** What kind of damage. */
  readonly code: ElfErrorCode;
  /** Where in the file, in bytes, or `null`. */
  readonly offset: number | null;
  /** The structure or field. */
  readonly field: string;
  /** What is there. */
  readonly found: ElfErrorValue;
  /** What should be there. */
  readonly expected: ElfErrorValue;

  /**
   * Makes the error of one defect.
   *
   * @param defect - Code, place, field, found and expected.
   * @param options - `cause`, when a caller's reader threw.
   */
  constructor(defect: ElfDefect, options?: { readonly cause?: unknown }) {
    const place = defect.offset === null ? "" : ` at offset 0x${defect.offset.toString(16)}`;
    super(`${defect.field}${place}: expected ${show(defect.expected)}, found ${show(defect.found)}`, options);
    this.code = defect.code;
    this.offset = defect.offset;
    this.field = defect.field;
    this.found = defect.found;
    this.expected = defect.expected;
  }
}

/** Drops the error's stack and message: what is left fits an anomaly list. */
export function defectOf(error: ElfError): ElfDefect {
  const { code, offset, field, found, expected } = error;
  return { code, offset, field, found, expected };
}
