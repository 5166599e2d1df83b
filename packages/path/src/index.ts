export {
  ABSOLUTE,
  EMPTY,
  HAS_DOT,
  HAS_DOTDOT,
  HAS_EMPTY,
  HAS_NUL,
  LAST_IS_DOT,
  LAST_IS_DOTDOT,
  NAME_MAX,
  NAME_TOO_LONG,
  PATH_MAX,
  scanPath,
  TOO_LONG,
  TRAILING_SLASH,
} from "./parse.ts";
export { appendInto, normalizeInto } from "./normalize.ts";
export { equalBytes, isInsideBytes, lastNameStart, nextPrefixEnd, parentEnd } from "./prefix.ts";
