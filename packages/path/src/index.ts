export { PathError, type PathErrorCode } from "./errors.ts";
export { components, isInside, normalize, resolveLexically } from "./path.ts";
export { basename, dirname } from "./names.ts";
export { join, joinInside } from "./join.ts";
export { decodeLatin1, encodeLatin1 } from "./encoding/latin1.ts";

export { PathArena, type PathArenaOptions, SLOT_SIZE } from "./arena/arena.ts";
export { PathInterner, type PathInternerOptions } from "./arena/intern.ts";

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
  REFUSED,
  TOO_LONG,
  TRAILING_SLASH,
  UNCLEAN,
} from "./parse.ts";
export { scanPath } from "./parse.ts";
export { appendInto, copyInto, normalizeInto } from "./normalize.ts";
export { resolveLexicallyInto } from "./resolve.ts";
export {
  equalBytes,
  isInsideBytes,
  lastNameStart,
  nextNameEnd,
  nextNameStart,
  nextPrefixEnd,
  parentEnd,
} from "./prefix.ts";
