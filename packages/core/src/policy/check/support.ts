import type { Facility } from "../category/category-set.ts";
import type { Category } from "../category/category.ts";

/** What is enforced so far. Whoever implements a piece sets it here; `run` refuses what a policy asks and is not there. */
export const FACILITY_SUPPORT: Readonly<Record<Facility, boolean>> = {
  fs: true,
  lock: false,
  mem: false,
  pid: false,
  pty: false,
  proxy: false,
  force: false,
  tpe: false,
  // io_uring is refused whatever the lists say.
  uring: true,
};

/** Categories that are not enforced yet. */
export const UNSUPPORTED_CATEGORIES: ReadonlySet<Category> = new Set<Category>(["ioctl"]);

/** Lists that are not enforced yet and would restrict, or that the policy relies on. */
export const UNSUPPORTED_LISTS: ReadonlySet<string> = new Set([
  "nullfd",
  "domain",
  "move",
  "cmd/exec",
  "cmd/move",
  "bind",
  "mkdir",
  "mkfile",
  "mkfifo",
  "link",
  "symlink",
  "bind-try",
  "mkdir-try",
  "mkfile-try",
  "mkfifo-try",
  "link-try",
  "symlink-try",
]);

/** Whether `mask+…` is carried out. */
export const MASK_SUPPORT = false;
