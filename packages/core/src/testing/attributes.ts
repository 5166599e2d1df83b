import { AT_SYMLINK_NOFOLLOW } from "../abi/fcntl.ts";
import { ERRNO } from "../abi/index.ts";
import { NamingWorld } from "./naming.ts";
import { nameless, type Entry } from "./tree/node.ts";

const XATTR_CREATE = 1;
const XATTR_REPLACE = 2;

/** The calls that change what an object is like. */
export abstract class AttributeWorld extends NamingWorld {
  #follow(path: number): Entry | number {
    return this.objectAt(-100, this.text(path), { at: 0, follow: true });
  }

  #itself(path: number): Entry | number {
    return this.objectAt(-100, this.text(path), { at: 0, follow: false });
  }

  #change(entry: Entry | number, change: (entry: Entry) => void): number {
    if (typeof entry === "number") return entry;
    change(entry);
    return 0;
  }

  faccessat2(directory: number, path: number, mode: number, flags: number): number {
    this.entered("faccessat2");
    const entry = this.objectAt(directory, this.text(path), { at: flags, follow: (flags & AT_SYMLINK_NOFOLLOW) === 0 });
    if (typeof entry === "number") return entry;
    const { node } = entry;
    const granted = node.uid === 1000 ? (node.mode >> 6) & 7 : node.mode & 7;
    return (mode & ~granted) === 0 ? 0 : -ERRNO.EACCES;
  }

  fchmodat(directory: number, path: number, mode: number): number {
    this.entered("fchmodat");
    return this.#change(this.objectAt(directory, this.text(path), { at: 0, follow: true }), ({ node }) => {
      node.mode = mode;
    });
  }

  fchownat(directory: number, path: number, uid: number, gid: number, flags: number): number {
    this.entered("fchownat");
    const follow = (flags & AT_SYMLINK_NOFOLLOW) === 0;
    return this.#change(this.objectAt(directory, this.text(path), { at: flags, follow }), ({ node }) => {
      if (uid !== -1) node.uid = uid;
      if (gid !== -1) node.gid = gid;
    });
  }

  utimensat(directory: number, path: number, times: number, flags: number): number {
    this.entered("utimensat");
    const follow = (flags & AT_SYMLINK_NOFOLLOW) === 0;
    return this.#change(this.objectAt(directory, this.text(path), { at: flags, follow }), ({ node }) => {
      node.times = times === 0 ? new Uint8Array(32).fill(0xff) : this.arena.bytes.slice(times, times + 32);
    });
  }

  #resize(entry: Entry | number, lengthAt: number): number {
    if (typeof entry === "number") return entry;
    if (entry.node.kind === "directory") return -ERRNO.EISDIR;
    if (entry.node.kind !== "file") return -ERRNO.EINVAL;
    const length = this.view.getBigInt64(lengthAt, true);
    if (length < 0n) return -ERRNO.EINVAL;
    const data = new Uint8Array(Number(length));
    data.set(entry.node.data.subarray(0, data.length));
    entry.node.data = data;
    return 0;
  }

  truncate(path: number, lengthAt: number): number {
    this.entered("truncate");
    return this.#resize(this.#follow(path), lengthAt);
  }

  ftruncate(fd: number, lengthAt: number): number {
    this.entered("ftruncate");
    const file = this.self.table.files.get(fd);
    if (file === undefined) return -ERRNO.EBADF;
    return (file.flags & 3) === 0 ? -ERRNO.EINVAL : this.#resize(file.entry, lengthAt);
  }

  fallocate(fd: number, mode: number, offsetAt: number, lengthAt: number): number {
    this.entered("fallocate");
    const entry = this.fileOf(fd);
    if (typeof entry === "number") return entry;
    const end = this.view.getBigInt64(offsetAt, true) + this.view.getBigInt64(lengthAt, true);
    if (mode !== 0) return -ERRNO.EOPNOTSUPP;
    this.view.setBigInt64(lengthAt, end > BigInt(entry.node.data.length) ? end : BigInt(entry.node.data.length), true);
    return this.#resize(entry, lengthAt);
  }

  #set(entry: Entry | number, of: { name: number; value: number; size: number; flags: number }): number {
    if (typeof entry === "number") return entry;
    const name = this.text(of.name);
    const there = entry.node.xattrs.has(name);
    if (there && (of.flags & XATTR_CREATE) !== 0) return -ERRNO.EEXIST;
    if (!there && (of.flags & XATTR_REPLACE) !== 0) return -ERRNO.ENODATA;
    entry.node.xattrs.set(name, this.arena.bytes.slice(of.value, of.value + of.size));
    return 0;
  }

  setxattr(path: number, name: number, value: number, size: number, flags: number): number {
    this.entered("setxattr");
    return this.#set(this.#follow(path), { name, value, size, flags });
  }

  lsetxattr(path: number, name: number, value: number, size: number, flags: number): number {
    this.entered("lsetxattr");
    return this.#set(this.#itself(path), { name, value, size, flags });
  }

  #deliver(bytes: Uint8Array, to: number, size: number): number {
    if (size === 0) return bytes.length;
    if (bytes.length > size) return -ERRNO.ERANGE;
    this.arena.bytes.set(bytes, to);
    return bytes.length;
  }

  #get(entry: Entry | number, name: number, to: number, size: number): number {
    if (typeof entry === "number") return entry;
    const value = entry.node.xattrs.get(this.text(name));
    return value === undefined ? -ERRNO.ENODATA : this.#deliver(value, to, size);
  }

  getxattr(path: number, name: number, value: number, size: number): number {
    this.entered("getxattr");
    return this.#get(this.#follow(path), name, value, size);
  }

  lgetxattr(path: number, name: number, value: number, size: number): number {
    this.entered("lgetxattr");
    return this.#get(this.#itself(path), name, value, size);
  }

  #list(entry: Entry | number, to: number, size: number): number {
    if (typeof entry === "number") return entry;
    const text = [...entry.node.xattrs.keys()].map((name) => `${name}\0`).join("");
    return this.#deliver(
      Uint8Array.from(text, (c) => c.charCodeAt(0)),
      to,
      size,
    );
  }

  listxattr(path: number, list: number, size: number): number {
    this.entered("listxattr");
    return this.#list(this.#follow(path), list, size);
  }

  llistxattr(path: number, list: number, size: number): number {
    this.entered("llistxattr");
    return this.#list(this.#itself(path), list, size);
  }

  #remove(entry: Entry | number, name: number): number {
    if (typeof entry === "number") return entry;
    return entry.node.xattrs.delete(this.text(name)) ? 0 : -ERRNO.ENODATA;
  }

  removexattr(path: number, name: number): number {
    this.entered("removexattr");
    return this.#remove(this.#follow(path), name);
  }

  lremovexattr(path: number, name: number): number {
    this.entered("lremovexattr");
    return this.#remove(this.#itself(path), name);
  }

  /** Watches and marks are only written down. */
  inotifyAddWatch(fd: number, path: number, mask: number): number {
    this.entered("inotifyAddWatch");
    const entry = this.#follow(path);
    if (typeof entry === "number") return entry;
    this.signals.push(`watch ${fd >= 0} ${mask}`);
    return 1;
  }

  fanotifyMark(fd: number, flags: number, maskAt: number, directory: number, path: number): number {
    this.entered("fanotifyMark");
    const entry = this.objectAt(directory, this.text(path), { at: 0, follow: true });
    if (typeof entry === "number") return entry;
    this.signals.push(`mark ${fd >= 0} ${flags} ${this.view.getBigUint64(maskAt, true)}`);
    return 0;
  }

  memfdCreate(name: number, flags: number): number {
    this.entered("memfdCreate");
    if ((flags & ~0x1f) !== 0) return -ERRNO.EINVAL;
    const entry = nameless(`/memfd:${this.text(name)} (deleted)`, "file");
    return this.self.table.add({ entry, flags: 2, position: 0 });
  }

  umask(mask: number): number {
    this.entered("umask");
    const before = this.self.fs.umask;
    this.self.fs.umask = mask & 0o777;
    return before;
  }
}
