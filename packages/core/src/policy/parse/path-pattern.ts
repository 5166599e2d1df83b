import { nextNameEnd, nextNameStart, normalizeInto } from "@sbx/path";
import { ERRNO } from "../../abi/index.ts";
import { decodeUtf8, encodeUtf8 } from "../utf8.ts";
import { refuseArgument, type Argument } from "./source-line.ts";

/** A pattern for names, ready to be compiled. */
export interface PathPattern {
  /** For people and for comparing: the bytes as UTF-8, in hexadecimal where they are none. */
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** A path that is as it should be already: printable ASCII, no doubled or trailing slash, no `.` or `..` component. */
const PLAIN = /^(?:\/(?!\.{1,2}(?:\/|$))[\x20-\x2e\x30-\x7e]+)+$/;

const HEX = /^(?:[0-9A-Fa-f]{2})+$/;

const decodeHex = (text: string): Uint8Array =>
  Uint8Array.from({ length: text.length / 2 }, (_, index) => Number.parseInt(text.slice(2 * index, 2 * index + 2), 16));

/**
 * Reads a pattern: it begins with `/`, `@` or `!`; text that is hexadecimal as a whole is decoded first; `//` and a
 * trailing `/` are dropped.
 * @throws {PolicyError} EINVAL for an empty or relative one, EILSEQ for a `.` or `..` component.
 */
export const parsePathPattern = (written: Argument): PathPattern => {
  if (PLAIN.test(written.text)) return { text: written.text, bytes: encodeUtf8(written.text) };
  const hexadecimal = HEX.test(written.text);
  const argument = hexadecimal ? { ...written, expanded: true } : written;
  const raw = hexadecimal ? decodeHex(written.text) : encodeUtf8(written.text);
  const first = raw[0];
  if (first === undefined)
    throw refuseArgument(argument, 0, {
      code: "ERR_POLICY_PATTERN",
      message: "the pattern is empty",
      expected: "an absolute path such as /usr/***, or a name that begins with @ or !",
    });
  if (raw.includes(0))
    throw refuseArgument(argument, 0, { code: "ERR_POLICY_PATTERN", message: "the pattern contains a zero byte" });
  if (first === 0x40 || first === 0x21) return { text: textOf(raw), bytes: raw };
  if (first !== 0x2f)
    throw refuseArgument(argument, 0, {
      code: "ERR_POLICY_PATTERN",
      message: "the pattern is relative",
      found: argument.text,
      expected: "an absolute path such as /usr/***, or a name that begins with @ or !",
      suggestion: argument.text.startsWith("~")
        ? `\${SYD_HOME}${argument.text.slice(1)}`
        : `\${SYD_PWD}/${argument.text}`,
    });
  const bytes = tidySlashes(argument, raw);
  return { text: textOf(bytes), bytes };
};

const textOf = (bytes: Uint8Array): string => {
  const text = decodeUtf8(bytes);
  if (!text.includes("\ufffd")) return text;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
};

/** Drops doubled and trailing slashes and refuses the components `.` and `..`. */
const tidySlashes = (argument: Argument, raw: Uint8Array): Uint8Array => {
  for (let start = 0, end = 0; start < raw.length; start = nextNameStart(raw, end, raw.length)) {
    end = nextNameEnd(raw, start, raw.length);
    if (isDots(raw, start, end))
      throw refuseArgument(argument, start, {
        code: "ERR_POLICY_PATTERN",
        errno: ERRNO.EILSEQ,
        message: "patterns match resolved paths, which have no . or .. component",
        found: end - start === 1 ? "." : "..",
        suggestion: "write the path that the link or the .. leads to",
      });
  }
  const tidy = new Uint8Array(raw.length);
  return tidy.slice(0, normalizeInto(raw, 0, raw.length, tidy, 0));
};

const isDots = (raw: Uint8Array, start: number, end: number): boolean =>
  end > start && end - start <= 2 && raw[start] === 0x2e && (end - start === 1 || raw[start + 1] === 0x2e);
