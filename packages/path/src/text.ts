import {
  ABSOLUTE,
  EMPTY,
  HAS_DOT,
  HAS_DOTDOT,
  HAS_EMPTY,
  HAS_NUL,
  NAME_MAX,
  NAME_TOO_LONG,
  PATH_MAX,
  TOO_LONG,
  TRAILING_SLASH,
} from "./parse.ts";
import { utf8Length } from "./encoding/utf8-length.ts";

const DOT = 0x2e;
const SLASH = 0x2f;

/** Scans text like {@link scanPath} scans bytes, but for `LAST_IS_…`; limits are those of its UTF-8 bytes. */
export function scanText(text: string): number {
  const end = text.length;
  if (end === 0) return EMPTY;
  let flags = text.charCodeAt(0) === SLASH ? ABSOLUTE : 0;
  let nameStart = flags;
  let named = false;
  // Searching is the engine's fastest way over a string.
  for (let slash = text.indexOf("/", nameStart); slash >= 0; slash = text.indexOf("/", nameStart)) {
    if (slash === nameStart) flags |= HAS_EMPTY;
    else {
      named = true;
      if (slash - nameStart <= 2) flags |= dotFlags(text, nameStart, slash);
    }
    nameStart = slash + 1;
  }
  if (nameStart < end) flags |= dotFlags(text, nameStart, end);
  else if (named) flags |= TRAILING_SLASH;
  if (text.includes("\0")) flags |= HAS_NUL;
  // A code unit takes three bytes at most.
  return end * 3 > NAME_MAX ? flags | lengthFlags(text) : flags;
}

function dotFlags(text: string, start: number, end: number): number {
  if (text.charCodeAt(start) !== DOT) return 0;
  if (end - start === 1) return HAS_DOT;
  return end - start === 2 && text.charCodeAt(start + 1) === DOT ? HAS_DOTDOT : 0;
}

function lengthFlags(text: string): number {
  let flags = utf8Length(text, 0, text.length) >= PATH_MAX ? TOO_LONG : 0;
  for (let start = 0; start < text.length;) {
    const slash = text.indexOf("/", start);
    const end = slash < 0 ? text.length : slash;
    if ((end - start) * 3 > NAME_MAX && utf8Length(text, start, end) > NAME_MAX) flags |= NAME_TOO_LONG;
    start = end + 1;
  }
  return flags;
}

/**
 * Returns text without `//` and `.` components, itself if it has none; a trailing slash stays, unless `.` follows it.
 * Undefined if the text is refused, also for `..`. One pass: each component to drop is cut out with the slash behind
 * it, and what stays is copied in long runs.
 */
export function normalizeText(text: string): string | undefined {
  const end = text.length;
  if (end === 0 || (end * 3 > NAME_MAX && lengthFlags(text) !== 0) || text.includes("\0")) return undefined;
  let kept = "";
  let runStart = 0;
  let nameStart = text.charCodeAt(0) === SLASH ? 1 : 0;
  for (let slash = text.indexOf("/", nameStart); slash >= 0; slash = text.indexOf("/", nameStart)) {
    if (slash - nameStart <= 2) {
      const drop = slash === nameStart ? HAS_EMPTY : dotFlags(text, nameStart, slash);
      if (drop === HAS_DOTDOT) return undefined;
      if (drop !== 0) {
        if (nameStart > runStart) kept += text.slice(runStart, nameStart);
        runStart = slash + 1;
      }
    }
    nameStart = slash + 1;
  }
  const last = dotFlags(text, nameStart, end);
  if (last === HAS_DOTDOT) return undefined;
  if (last === 0) return runStart === 0 ? text : kept + text.slice(runStart) || "./";
  kept += text.slice(runStart, nameStart);
  return kept.length > 1 ? kept.slice(0, -1) : kept || ".";
}

/** Returns text without `//`, `.` and `..`, like `path.posix.normalize`. The text is not empty. */
export function resolveText(text: string): string {
  const isAbsolute = text.charCodeAt(0) === SLASH;
  const names: string[] = [];
  for (const name of text.split("/")) {
    if (name === "" || name === ".") continue;
    if (name !== "..") names.push(name);
    else if (names.length > 0 && names.at(-1) !== "..") names.pop();
    else if (!isAbsolute) names.push(name);
  }
  const rest = names.join("/");
  if (isAbsolute && rest === "") return "/";
  return (isAbsolute ? "/" : "") + (rest === "" ? "." : rest) + (text.endsWith("/") ? "/" : "");
}
