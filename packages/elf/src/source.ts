import { ElfError, type ElfErrorCode, type ElfErrorValue } from "./errors.ts";

/**
 * Reads a file that is not in memory. `read` returns `length` bytes from `offset`, or fewer at the end of the file,
 * and never more; what it returned need only stay valid until the next call, so one buffer can serve every call.
 */
export interface PositionalSource {
  /** Size of the file in bytes. {@link execCheck} never asks for it. */
  readonly size: number;
  read(offset: number, length: number): Uint8Array;
}

/** Where an ELF file comes from: its bytes, or a reader that the caller supplies. */
export type ElfSource = Uint8Array | PositionalSource;

function fail(code: ElfErrorCode, field: string, found: ElfErrorValue, expected: string, cause?: unknown): never {
  throw new ElfError({ code, offset: null, field, found, expected }, cause === undefined ? undefined : { cause });
}

function describe(value: unknown): string {
  return value === null ? "null" : typeof value;
}

function readPositional(source: PositionalSource, offset: number, length: number): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = source.read(offset, length);
  } catch (cause) {
    fail("ERR_ELF_SOURCE", "source.read", "an exception", "bytes", cause);
  }
  if (!(bytes instanceof Uint8Array)) fail("ERR_ELF_SOURCE", "source.read", describe(bytes), "a Uint8Array");
  if (bytes.length > length) fail("ERR_ELF_SOURCE", "source.read", bytes.length, `at most ${length} bytes`);
  return bytes;
}

/** Reads up to `length` bytes: fewer only at the end of the file. */
export function readUpTo(source: ElfSource, offset: number, length: number): Uint8Array {
  if (source instanceof Uint8Array) return source.subarray(offset, offset + length);
  return readPositional(source, offset, length);
}

/** Tells the size of the file in bytes, and refuses what is no source. */
export function sourceSize(source: ElfSource): number {
  if (source instanceof Uint8Array) return source.length;
  checkSource(source);
  let size: unknown;
  try {
    size = source.size;
  } catch (cause) {
    fail("ERR_ELF_SOURCE", "source.size", "an exception", "a number", cause);
  }
  if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0) {
    fail("ERR_ELF_SOURCE", "source.size", String(size), "a whole number of bytes");
  }
  return size;
}

/** Throws `ERR_ELF_ARGUMENT` for anything that is neither bytes nor a reader. */
export function checkSource(source: ElfSource): void {
  if (source instanceof Uint8Array) return;
  const expected = "a Uint8Array or { size, read }";
  if (typeof source !== "object" || source === null) fail("ERR_ELF_ARGUMENT", "source", describe(source), expected);
  if (typeof source.read !== "function") fail("ERR_ELF_ARGUMENT", "source.read", describe(source.read), "a function");
}
