/** What a rule can guard, in the order in which a log line lists them. The index of a name is its number everywhere. */
export const CATEGORIES = [
  "walk",
  "list",
  "stat",
  "read",
  "write",
  "exec",
  "ioctl",
  "create",
  "delete",
  "rename",
  "readlink",
  "symlink",
  "truncate",
  "chdir",
  "readdir",
  "mkdir",
  "rmdir",
  "chown",
  "chgrp",
  "chmod",
  "chattr",
  "chroot",
  "notify",
  "utime",
  "mkbdev",
  "mkcdev",
  "mkfifo",
  "mktemp",
  "net/bind",
  "net/connect",
  "sendfd",
  "recvfd",
] as const;

/** A category whose rules are path or address patterns and whose verdict is one of the actions. */
export type Category = (typeof CATEGORIES)[number];

/** Position of a category in {@link CATEGORIES}. */
export type CategoryIndex = number & { readonly __brand?: "CategoryIndex" };

/** Number of each category, by name. */
export const CATEGORY_INDEX: Readonly<Record<Category, CategoryIndex>> = Object.freeze(
  Object.fromEntries(CATEGORIES.map((name, index) => [name, index])),
) as Readonly<Record<Category, CategoryIndex>>;
