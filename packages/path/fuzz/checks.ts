import { posix } from "node:path";
import {
  appendInto,
  decodeLatin1,
  EMPTY,
  encodeLatin1,
  HAS_DOTDOT,
  isInside,
  join,
  lastNameStart,
  nextPrefixEnd,
  normalize,
  normalizeInto,
  parentEnd,
  PathArena,
  PathInterner,
  REFUSED,
  resolveLexically,
  resolveLexicallyInto,
  scanPath,
  TOO_LONG,
} from "@sbx/path";
import { anyPath, describePath } from "./oracle.ts";
import { hostilePath, ordinaryPath, type Random, randomBytes } from "./random.ts";

/** Tries one random case and returns what is wrong with it, or undefined. */
export type Check = (random: Random) => unknown;

const out = new Uint8Array(8192);
const arena = new PathArena({ slots: 1 });
const bare = (path: string): string => (path.length > 1 ? path.replace(/\/$/, "") : path);

const namesOf = (text: string): string =>
  text
    .split("/")
    .filter((name) => name !== "" && name !== ".")
    .join("/");

/** The properties of the package; each name is what holds for every path. */
export const checks: Readonly<Record<string, Check>> = {
  "resolving lexically is path.posix.normalize": (random) => {
    const path = hostilePath(random);
    const expected = posix.normalize(path);
    if (resolveLexically(path) !== expected) return { path, expected, text: resolveLexically(path) };
    const bytes = encodeLatin1(path);
    const text = decodeLatin1(resolveLexically(bytes));
    if (text !== expected) return { path, expected, bytes: text };
    // In place, and moved to the front.
    const end = resolveLexicallyInto(bytes, 0, bytes.length, bytes, 0);
    const inPlace = decodeLatin1(bytes, 0, end);
    return inPlace === bare(expected) ? undefined : { path, expected, inPlace };
  },

  "normalising is path.posix.normalize where there is no ..": (random) => {
    const path = hostilePath(random);
    const bytes = encodeLatin1(path);
    const end = normalizeInto(bytes, 0, bytes.length, out, 0);
    const hasDotdot = path.split("/").includes("..");
    if (hasDotdot !== end < 0) return { path, end };
    arena.reset();
    const added = arena.normalize(arena.add(bytes));
    if (hasDotdot) return added === -HAS_DOTDOT ? undefined : { path, added };
    const expected = posix.normalize(path);
    const moved = encodeLatin1(`...${path}`);
    const movedEnd = normalizeInto(moved, 3, moved.length, moved, random.below(4));
    const found = {
      text: bare(normalize(path)),
      bytes: bare(decodeLatin1(normalize(bytes))),
      into: decodeLatin1(out, 0, end),
      arena: arena.text(added),
      moved: decodeLatin1(moved, movedEnd - end, movedEnd),
    };
    if (normalize(path) !== expected) return { path, expected, found };
    return Object.values(found).every((one) => one === bare(expected)) ? undefined : { path, expected, found };
  },

  "scans and records are what split() finds, wherever the path lies in a buffer": (random) => {
    const path = anyPath(random);
    const expected = describePath(path);
    const start = random.below(5);
    const end = start + path.length;
    const bytes = encodeLatin1("//./.".slice(0, start) + path + random.pick(["/", "\0", ".", "x"]));
    const flags = scanPath(bytes, start, end);
    if (flags !== expected.flags) return { path, flags, expected };
    arena.reset();
    const added = arena.add(bytes, start, end);
    const refused = expected.flags & REFUSED;
    if (refused !== 0) {
      // What is empty or too long is not even looked at.
      const known = refused & (EMPTY | TOO_LONG) || refused;
      return added === -known ? undefined : { path, added, expected };
    }
    const record = {
      flags: arena.flags(added),
      depth: arena.depth(added),
      parent: decodeLatin1(arena.bytes, arena.start(added), arena.parentEnd(added)),
      name: decodeLatin1(arena.bytes, arena.nameStart(added), arena.nameEnd(added)),
    };
    const same = (Object.keys(record) as (keyof typeof record)[]).every((key) => record[key] === expected[key]);
    return same && arena.text(added) === path ? undefined : { path, record, expected };
  },

  "appending is path.posix.join, and what is appended lies inside": (random) => {
    const path = random.below(2) === 0 ? hostilePath(random) : ordinaryPath(random);
    const base = ordinaryPath(random);
    out.set(encodeLatin1(base), 3);
    const bytes = encodeLatin1(path);
    const end = appendInto(out, 3, 3 + base.length, bytes, 0, bytes.length);
    if (path.split("/").includes("..")) return end === -1 ? undefined : { base, path, end };
    const expected = posix.join(base, path, ".");
    const found = decodeLatin1(out, 3, end);
    if (found !== expected || !isInside(found, base)) return { base, path, found, expected };
    arena.reset();
    const inArena = arena.text(arena.join(arena.add(encodeLatin1(base)), arena.add(bytes)));
    if (inArena !== expected) return { base, path, inArena, expected };
    const relative = path.startsWith("/") ? `.${path}` : path;
    return bare(join(base, relative)) === expected ? undefined : { base, path, joined: join(base, relative), expected };
  },

  "prefixes end where names end": (random) => {
    const path = bare(resolveLexically(hostilePath(random)));
    const bytes = encodeLatin1(path);
    const root = path.startsWith("/") ? "/" : "";
    const names = path === "/" ? [] : path.slice(root.length).split("/");
    const expected = names.map((_name, index) => root + names.slice(0, index + 1).join("/"));
    if (root !== "") expected.unshift(root);
    const found: string[] = [];
    for (let at = nextPrefixEnd(bytes, 0, bytes.length, 0); at >= 0; at = nextPrefixEnd(bytes, 0, bytes.length, at)) {
      found.push(decodeLatin1(bytes, 0, at));
    }
    if (found.join("\n") !== expected.join("\n")) return { path, found, expected };
    const parent = decodeLatin1(bytes, 0, parentEnd(bytes, 0, bytes.length));
    const name = decodeLatin1(bytes, lastNameStart(bytes, 0, bytes.length));
    return parent === (expected.at(-2) ?? root) && name === (names.at(-1) ?? "") ? undefined : { path, parent, name };
  },

  "every byte value survives": (random) => {
    const bytes = randomBytes(random, 24);
    if (bytes.length === 0 || (scanPath(bytes, 0, bytes.length) & (REFUSED | HAS_DOTDOT)) !== 0) return undefined;
    const expected = namesOf(decodeLatin1(bytes));
    const end = normalizeInto(bytes, 0, bytes.length, out, 0);
    const found = [decodeLatin1(out, 0, end), decodeLatin1(normalize(bytes)), normalize(decodeLatin1(bytes))];
    return found.every((one) => namesOf(one) === expected) ? undefined : { bytes, found };
  },
};

/** A check with a memory: ids of an interner agree with those of a Map. */
export function interning(seed: number): Check {
  const interner = new PathInterner({ seed });
  const ids = new Map<string, number>();
  return (random) => {
    const path = randomBytes(random, random.below(50) === 0 ? 300 : 6);
    if (path.length === 0) return undefined;
    const key = decodeLatin1(path);
    const known = ids.get(key) ?? -1;
    const found = interner.find(path);
    const id = interner.intern(path);
    if (known < 0) ids.set(key, id);
    const expected = known < 0 ? ids.size - 1 : known;
    return found === known && id === expected && interner.text(id) === key ? undefined : { key, known, found, id };
  };
}
