import { byteString } from "../byte-string.ts";

/** What a `#!` line asks for. */
export interface ScriptLine {
  /** Path of the interpreter, as a byte string. */
  readonly interpreter: string;
  /** Everything after it, spaces included, as the one argument it becomes; `null` when there is none. */
  readonly argument: string | null;
}

/** Bytes of a file that binfmts see: `BINPRM_BUF_SIZE`. */
export const BINPRM_BUF_SIZE = 256;
const LAST = BINPRM_BUF_SIZE - 1;

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09;
}

function nextNonBlank(buffer: Uint8Array, first: number, last: number): number {
  for (let at = first; at <= last; at++) if (!isBlank(buffer[at]!)) return at;
  return -1;
}

function nextTerminator(buffer: Uint8Array, first: number, last: number): number {
  for (let at = first; at <= last; at++) if (isBlank(buffer[at]!) || buffer[at] === 0) return at;
  return -1;
}

/** Where the line ends, or -1 when the interpreter's path is cut off. */
function lineEnd(buffer: Uint8Array): number {
  const newline = buffer.indexOf(0x0a);
  const nul = buffer.indexOf(0);
  // strnchr() stops at a NUL.
  if (newline !== -1 && (nul === -1 || newline < nul)) return newline;
  const name = nextNonBlank(buffer, 2, LAST);
  if (name === -1 || nextTerminator(buffer, name, LAST) === -1) return -1;
  return LAST;
}

function cString(buffer: Uint8Array, start: number, end: number): string {
  const nul = buffer.indexOf(0, start);
  return byteString(buffer, start, nul === -1 || nul > end ? end : nul);
}

/**
 * Reads a `#!` line by the rules of load_script() in fs/binfmt_script.c.
 *
 * @param head - The first bytes of the file; only 256 count.
 * @returns The line, or `null` when the kernel answers `ENOEXEC`.
 */
export function parseScript(head: Uint8Array): ScriptLine | null {
  if (head[0] !== 0x23 || head[1] !== 0x21) return null;
  const buffer = new Uint8Array(BINPRM_BUF_SIZE);
  buffer.set(head.subarray(0, BINPRM_BUF_SIZE));
  let end = lineEnd(buffer);
  if (end === -1) return null;
  while (isBlank(buffer[end - 1]!)) end--;
  const name = nextNonBlank(buffer, 2, end);
  if (name === -1 || name === end) return null;
  const separator = nextTerminator(buffer, name, end);
  const hasArgument = separator !== -1 && separator < end && buffer[separator] !== 0;
  const argument = hasArgument ? nextNonBlank(buffer, separator, end) : -1;
  const nameEnd = separator === -1 || separator > end ? end : separator;
  return {
    interpreter: cString(buffer, name, nameEnd),
    argument: argument === -1 ? null : cString(buffer, argument, end),
  };
}
