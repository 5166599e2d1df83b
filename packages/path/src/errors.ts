import { EMPTY, HAS_DOTDOT, HAS_NUL, NAME_MAX, NAME_TOO_LONG, PATH_MAX, TOO_LONG } from "./parse.ts";
import { utf8Length } from "./encoding/utf8-length.ts";

/**
 * Names what is wrong with a path. Never changes its meaning between versions.
 *
 * - `EMPTY`: it holds no byte
 * - `NUL`: it holds a NUL byte, at which every system call would cut it
 * - `TOO_LONG`: it holds more than 4,095 bytes
 * - `NAME_TOO_LONG`: one of its components holds more than 255 bytes
 * - `DOTDOT`: a component is `..`, where only the file system knows what that means
 * - `ABSOLUTE`: it starts with `/`, where a relative path is expected
 * - `NOT_LATIN1`: a character above U+00FF stands for no byte
 */
export type PathErrorCode = "EMPTY" | "NUL" | "TOO_LONG" | "NAME_TOO_LONG" | "DOTDOT" | "ABSOLUTE" | "NOT_LATIN1";

const reasons: Readonly<Record<PathErrorCode, readonly [problem: string, hint: string]>> = {
  EMPTY: ["is empty", "Write . for the current directory."],
  NUL: ["holds a NUL byte", "Refuse it where it came in: the kernel would see only the part in front."],
  TOO_LONG: [`is longer than ${PATH_MAX - 1} bytes`, "Walk it in parts, from one directory descriptor to the next."],
  NAME_TOO_LONG: [`has a component of more than ${NAME_MAX} bytes`, "No Linux file system stores such a name."],
  DOTDOT: ["has a .. component", "Ask the file system, or call resolveLexically() where no symbolic link can be met."],
  ABSOLUTE: ["is absolute", "Pass a path relative to the base."],
  NOT_LATIN1: ["has a character above U+00FF", "Encode the text as UTF-8 and pass bytes."],
};

/** Reports a path that is refused. The message shows it quoted and shortened, with control characters escaped. */
export class PathError extends Error {
  override readonly name = "PathError";
  /** What is wrong. */
  readonly code: PathErrorCode;
  /** Where it is wrong: an offset in bytes, or in UTF-16 code units if the path was a string. */
  readonly offset: number;
  /** What to do about it. */
  readonly hint: string;

  /**
   * @param code - what is wrong
   * @param path - the path, for the message
   * @param offset - where it is wrong, in units of `path`
   */
  constructor(code: PathErrorCode, path: string | Uint8Array, offset: number) {
    const [problem, hint] = reasons[code];
    super(`The path ${quote(path)} ${problem} (at offset ${offset}). ${hint}`);
    this.code = code;
    this.offset = offset;
    this.hint = hint;
  }
}

/** Makes the error for the first of `flags` that `path` may not have; `flags` holds at least one such flag. */
export function errorOf(flags: number, path: string | Uint8Array): PathError {
  if ((flags & EMPTY) !== 0) return new PathError("EMPTY", path, 0);
  if ((flags & HAS_NUL) !== 0) return new PathError("NUL", path, textOf(path).indexOf("\0"));
  if ((flags & TOO_LONG) !== 0) return new PathError("TOO_LONG", path, 0);
  const names = textOf(path).split("/");
  if ((flags & NAME_TOO_LONG) !== 0) return new PathError("NAME_TOO_LONG", path, offsetOf(names, isLong(path)));
  if ((flags & HAS_DOTDOT) !== 0)
    return new PathError(
      "DOTDOT",
      path,
      offsetOf(names, (name) => name === ".."),
    );
  return new PathError("ABSOLUTE", path, 0);
}

function offsetOf(names: readonly string[], isIt: (name: string) => boolean): number {
  const index = Math.max(names.findIndex(isIt), 0);
  return names.slice(0, index).reduce((offset, name) => offset + name.length + 1, 0);
}

const isLong = (path: string | Uint8Array) => (name: string) =>
  (typeof path === "string" ? utf8Length(name, 0, name.length) : name.length) > NAME_MAX;

const SHOWN = 80;

function quote(path: string | Uint8Array): string {
  const text = textOf(path);
  const shown = JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
  return shown.replace(/[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

function textOf(path: string | Uint8Array): string {
  return typeof path === "string" ? path : Array.from(path, (byte) => String.fromCharCode(byte)).join("");
}
