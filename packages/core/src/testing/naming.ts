import { AT_SYMLINK_FOLLOW, AT_REMOVEDIR, RENAME_EXCHANGE, RENAME_NOREPLACE } from "../abi/fcntl.ts";
import { ERRNO } from "../abi/index.ts";
import { S_IFMT, S_IFDIR, S_IFREG, S_IFCHR, S_IFBLK, S_IFIFO, S_IFSOCK } from "../abi/stat.ts";
import { attach, childOf, detach, Node, type Entry, type Kind } from "./tree/node.ts";
import { OpeningWorld } from "./opening.ts";
import type { Found } from "./tree/resolve.ts";

const KINDS: ReadonlyMap<number, Kind> = new Map<number, Kind>([
  [0, "file"],
  [S_IFREG, "file"],
  [S_IFCHR, "character"],
  [S_IFBLK, "block"],
  [S_IFIFO, "fifo"],
  [S_IFSOCK, "socket"],
]);

const isBelow = (entry: Entry, folder: Entry): boolean => {
  for (let at: Entry | undefined = entry; at !== undefined; at = at.parent) if (at === folder) return true;
  return false;
};

/** The calls that make, remove and rename names. */
export abstract class NamingWorld extends OpeningWorld {
  /** As `filename_create`: the place of a name that must be missing. */
  #newName(directory: number, path: number, isDirectory: boolean): Found | number {
    const found = this.nameAt(directory, this.text(path));
    if (typeof found === "number") return found;
    if (found.type !== "name") return -ERRNO.EEXIST;
    if (found.last.length > 255) return -ERRNO.ENAMETOOLONG;
    if (childOf(found.at, found.last) !== undefined) return -ERRNO.EEXIST;
    if (found.slash && !isDirectory) return -ERRNO.ENOENT;
    if (found.at.deleted) return -ERRNO.ENOENT;
    return found.at.node.lookUp === undefined ? found : -ERRNO.ENOENT;
  }

  #make(found: Found | number, node: Node): number {
    if (typeof found === "number") return found;
    node.dev = found.at.node.dev;
    attach(found.at, found.last, node);
    return 0;
  }

  mkdirat(directory: number, path: number, mode: number): number {
    this.entered("mkdirat");
    return this.#make(this.#newName(directory, path, true), new Node("directory", mode & 0o1777 & ~this.self.fs.umask));
  }

  mknodat(directory: number, path: number, mode: number, device: number): number {
    this.entered("mknodat");
    const kind = KINDS.get(mode & S_IFMT);
    if (kind === undefined) return (mode & S_IFMT) === S_IFDIR ? -ERRNO.EPERM : -ERRNO.EINVAL;
    const node = new Node(kind, mode & 0o7777 & ~this.self.fs.umask);
    node.rdev = device;
    return this.#make(this.#newName(directory, path, false), node);
  }

  symlinkat(target: number, directory: number, path: number): number {
    this.entered("symlinkat");
    const text = this.text(target);
    if (text === "") return -ERRNO.ENOENT;
    const node = new Node("link", 0o777);
    node.target = text;
    return this.#make(this.#newName(directory, path, false), node);
  }

  linkat(fromDirectory: number, from: number, toDirectory: number, to: number, flags: number): number {
    this.entered("linkat");
    const follow = (flags & AT_SYMLINK_FOLLOW) !== 0;
    const old = this.objectAt(fromDirectory, this.text(from), { at: flags, follow });
    if (typeof old === "number") return old;
    const made = this.#newName(toDirectory, to, false);
    if (typeof made === "number") return made;
    if (old.node.dev !== made.at.node.dev) return -ERRNO.EXDEV;
    if (old.node.kind === "directory") return -ERRNO.EPERM;
    if (old.node.nlink === 0) return -ERRNO.ENOENT;
    old.node.nlink++;
    attach(made.at, made.last, old.node);
    return 0;
  }

  unlinkat(directory: number, path: number, flags: number): number {
    this.entered("unlinkat");
    const found = this.nameAt(directory, this.text(path));
    if (typeof found === "number") return found;
    return (flags & AT_REMOVEDIR) !== 0 ? this.#removeDirectory(found) : this.#removeFile(found);
  }

  #removeFile(found: Found): number {
    if (found.type !== "name") return -ERRNO.EISDIR;
    if (found.last.length > 255) return -ERRNO.ENAMETOOLONG;
    const entry = childOf(found.at, found.last);
    if (entry === undefined) return -ERRNO.ENOENT;
    if (found.slash) return entry.node.kind === "directory" ? -ERRNO.EISDIR : -ERRNO.ENOTDIR;
    if (entry.node.kind === "directory") return -ERRNO.EISDIR;
    detach(entry);
    return 0;
  }

  #removeDirectory(found: Found): number {
    if (found.type === "dotdot") return -ERRNO.ENOTEMPTY;
    if (found.type === "dot") return -ERRNO.EINVAL;
    if (found.type === "root") return -ERRNO.EBUSY;
    if (found.last.length > 255) return -ERRNO.ENAMETOOLONG;
    const entry = childOf(found.at, found.last);
    if (entry === undefined) return -ERRNO.ENOENT;
    if (entry.node.kind !== "directory") return -ERRNO.ENOTDIR;
    if (entry.node.children.size > 0) return -ERRNO.ENOTEMPTY;
    detach(entry);
    return 0;
  }

  renameat2(fromDirectory: number, from: number, toDirectory: number, to: number, flags: number): number {
    this.entered("renameat2");
    const old = this.nameAt(fromDirectory, this.text(from));
    if (typeof old === "number") return old;
    const made = this.nameAt(toDirectory, this.text(to));
    if (typeof made === "number") return made;
    if (old.at.node.dev !== made.at.node.dev) return -ERRNO.EXDEV;
    if (old.type !== "name") return -ERRNO.EBUSY;
    if (made.type !== "name") return (flags & RENAME_NOREPLACE) !== 0 ? -ERRNO.EEXIST : -ERRNO.EBUSY;
    if (old.last.length > 255) return -ERRNO.ENAMETOOLONG;
    const source = childOf(old.at, old.last);
    if (source === undefined) return -ERRNO.ENOENT;
    if (made.last.length > 255) return -ERRNO.ENAMETOOLONG;
    return this.#move(old, source, made, flags);
  }

  #move(old: Found, source: Entry, made: Found, flags: number): number {
    const target = childOf(made.at, made.last);
    const exchange = (flags & RENAME_EXCHANGE) !== 0;
    if (target !== undefined && (flags & RENAME_NOREPLACE) !== 0) return -ERRNO.EEXIST;
    if (exchange && target === undefined) return -ERRNO.ENOENT;
    if (exchange && target?.node.kind !== "directory" && made.slash) return -ERRNO.ENOTDIR;
    if (source.node.kind !== "directory" && (old.slash || (!exchange && made.slash))) return -ERRNO.ENOTDIR;
    if (isBelow(made.at, source)) return -ERRNO.EINVAL;
    if (target !== undefined && isBelow(old.at, target)) return exchange ? -ERRNO.EINVAL : -ERRNO.ENOTEMPTY;
    if (target?.node === source.node) return 0;
    if (exchange && target !== undefined) return this.#exchange(source, target);
    const replaced = this.#replace(source, target);
    if (replaced !== 0) return replaced;
    source.parent?.node.children.delete(source.name);
    source.name = made.last;
    source.parent = made.at;
    made.at.node.children.set(made.last, source);
    return 0;
  }

  #replace(source: Entry, target: Entry | undefined): number {
    if (target === undefined) return 0;
    const moves = source.node.kind === "directory";
    if (moves && target.node.kind !== "directory") return -ERRNO.ENOTDIR;
    if (!moves && target.node.kind === "directory") return -ERRNO.EISDIR;
    if (target.node.children.size > 0) return -ERRNO.ENOTEMPTY;
    detach(target);
    return 0;
  }

  #exchange(source: Entry, target: Entry): number {
    const [name, parent] = [source.name, source.parent];
    source.name = target.name;
    source.parent = target.parent;
    target.name = name;
    target.parent = parent;
    source.parent?.node.children.set(source.name, source);
    target.parent?.node.children.set(target.name, target);
    return 0;
  }
}
