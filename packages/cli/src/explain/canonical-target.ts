import { realpathSync } from "node:fs";
import { posix } from "node:path";

/** Categories that judge a link itself, not what it leads to. */
const ABOUT_LINKS = new Set(["readlink", "symlink", "delete", "rename", "rmdir", "mkdir", "chroot"]);

/**
 * The name that the kernel would judge: absolute, without links. Of a path that is not there, what is there of it; an
 * address, `@abstract` and `!pseudo` names stay.
 */
export function canonicalTarget(category: string, target: string, cwd: string): string {
  if (/^[@!]/.test(target)) return target;
  if (category.startsWith("net/") && !target.startsWith("/") && target.includes("!")) return target;
  const path = posix.resolve(cwd, target);
  if (path === "/") return path;
  const last = posix.join(resolveExisting(posix.dirname(path)), posix.basename(path));
  return ABOUT_LINKS.has(category) ? last : resolveExisting(last);
}

function resolveExisting(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path === "/" ? path : posix.join(resolveExisting(posix.dirname(path)), posix.basename(path));
  }
}
