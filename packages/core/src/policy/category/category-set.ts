import { CATEGORIES, CATEGORY_INDEX, type Category, type CategoryIndex } from "./category.ts";

/** Switches that are no category of paths or addresses: they have a `sandbox/` command, most a `default/` one too. */
export const FACILITIES = ["fs", "lock", "mem", "pid", "pty", "proxy", "force", "tpe", "uring"] as const;

/** Name of a switch that guards something else than names. */
export type Facility = (typeof FACILITIES)[number];

const GROUPS = {
  lpath: ["walk", "list", "chdir", "readlink"],
  npath: ["notify", "stat"],
  rpath: ["read", "readdir"],
  wpath: ["write", "truncate"],
  cpath: ["create", "delete", "rename"],
  dpath: ["mkbdev", "mkcdev"],
  spath: ["mkfifo", "symlink"],
  tpath: ["mkdir", "rmdir"],
  fown: ["chown", "chgrp"],
  fattr: ["chmod", "chattr", "utime"],
  net: ["net/bind", "net/connect"],
  inet: ["net/bind", "net/connect"],
  bnet: ["net/bind"],
  cnet: ["net/connect"],
  passfd: ["sendfd", "recvfd"],
} as const satisfies Readonly<Record<string, readonly Category[]>>;

const without = (...left: readonly (readonly Category[])[]): readonly Category[] => {
  const excluded = new Set<Category>(["ioctl", ...left.flat()]);
  return CATEGORIES.filter((category) => !excluded.has(category));
};

const EXEC = ["exec"] as const;

/** Every name that stands for categories: the categories themselves and the sets. `all` leaves `ioctl` out. */
export const CATEGORY_SETS: ReadonlyMap<string, readonly CategoryIndex[]> = new Map(
  Object.entries({
    ...Object.fromEntries(CATEGORIES.map((category) => [category, [category]])),
    ...GROUPS,
    all: without(),
    "all-l": without(GROUPS.lpath),
    "all-n": without(GROUPS.npath),
    "all-x": without(EXEC),
    "all-ln": without(GROUPS.lpath, GROUPS.npath),
    "all-lx": without(GROUPS.lpath, EXEC),
    "all-nx": without(GROUPS.npath, EXEC),
    "all-lnx": without(GROUPS.lpath, GROUPS.npath, EXEC),
  }).map(([name, members]) => [name, members.map((member) => CATEGORY_INDEX[member])]),
);

/** Categories that match addresses besides names. */
export const NETWORK_CATEGORIES: ReadonlySet<CategoryIndex> = new Set([
  CATEGORY_INDEX["net/bind"],
  CATEGORY_INDEX["net/connect"],
]);
