import {
  O_ACCMODE,
  O_CREAT,
  O_EXCL,
  O_NONBLOCK,
  O_PATH,
  O_RDONLY,
  O_TMPFILE_BIT,
  O_TRUNC,
  O_WRONLY,
  AT_EMPTY_PATH,
  AT_SYMLINK_NOFOLLOW,
} from "../abi/fcntl.ts";
import { ERRNO, OPEN_FLAGS } from "../abi/index.ts";
import { attach, childOf, Node, TYPE_OF, Entry, type Kind } from "./tree/node.ts";
import { linkText } from "./tree/proc.ts";
import { putStat, putStatx } from "./tree/stat-struct.ts";
import type { OpenFile } from "./tree/task.ts";
import { World } from "./world.ts";

const { O_DIRECTORY, O_NOFOLLOW } = OPEN_FLAGS.x64;
const DIRENT_NAME = 19;

/** The calls that open, look at and read objects. */
export abstract class OpeningWorld extends World {
  openat2(directory: number, path: number, flags: number, mode: number, resolve: number): number {
    this.entered("openat2");
    const opened = this.open(directory, path, { flags, mode, resolve });
    return typeof opened === "number" ? opened : this.self.table.add(opened);
  }

  protected open(
    directory: number,
    path: number,
    how: { readonly flags: number; readonly mode: number; readonly resolve: number },
  ): OpenFile | number {
    const { flags, mode, resolve } = how;
    const creates = (flags & O_CREAT) !== 0 && (flags & O_PATH) === 0;
    const exclusive = creates && (flags & O_EXCL) !== 0;
    const follow = (flags & O_NOFOLLOW) === 0 && !exclusive;
    const found = this.walk(directory, this.text(path), { follow, resolve, ...(creates ? { parent: "create" } : {}) });
    if (typeof found === "number") return found;
    let entry: Entry | undefined = found.at;
    if (creates && found.last !== "" && found.type === "name") {
      if (found.slash) return -ERRNO.EISDIR;
      if (found.last.length > 255) return -ERRNO.ENAMETOOLONG;
      entry = childOf(found.at, found.last);
      if (entry === undefined) return this.#create(found.at, found.last, how);
    }
    if (exclusive) return -ERRNO.EEXIST;
    if ((flags & O_TMPFILE_BIT) !== 0 && (flags & O_PATH) === 0) return this.#temporary(entry, flags, mode);
    const refused = (flags & O_PATH) !== 0 ? this.#mayPin(entry, flags) : this.#mayOpen(entry, flags, creates);
    if (refused !== 0) return refused;
    if ((flags & (O_TRUNC | O_PATH)) === O_TRUNC && entry.node.kind === "file") entry.node.data = new Uint8Array(0);
    return { entry, flags, position: 0 };
  }

  #create(folder: Entry, name: string, how: { readonly flags: number; readonly mode: number }): OpenFile | number {
    if (folder.node.lookUp !== undefined || folder.deleted) return -ERRNO.ENOENT;
    const node = new Node("file", how.mode & 0o7777 & ~this.self.fs.umask);
    node.uid = 1000;
    return { entry: attach(folder, name, node), flags: how.flags, position: 0 };
  }

  #temporary(folder: Entry, flags: number, mode: number): OpenFile | number {
    if (folder.node.kind !== "directory") return -ERRNO.ENOTDIR;
    const entry = new Entry(`#${folder.node.ino}`, folder, new Node("file", mode & 0o7777 & ~this.self.fs.umask));
    entry.deleted = true;
    return { entry, flags, position: 0 };
  }

  #mayPin(entry: Entry, flags: number): number {
    return (flags & O_DIRECTORY) !== 0 && entry.node.kind !== "directory" ? -ERRNO.ENOTDIR : 0;
  }

  #mayOpen(entry: Entry, flags: number, creates: boolean): number {
    const { kind, hasReader, leased } = entry.node;
    if (creates && kind === "directory") return -ERRNO.EISDIR;
    if ((flags & O_DIRECTORY) !== 0 && kind !== "directory") return -ERRNO.ENOTDIR;
    if (kind === "link") return -ERRNO.ELOOP;
    if (kind === "directory") return (flags & (O_ACCMODE | O_TRUNC)) !== 0 ? -ERRNO.EISDIR : 0;
    if (kind === "socket") return -ERRNO.ENXIO;
    if (leased && (flags & O_NONBLOCK) === 0) throw new Error("a lease would block the supervisor");
    if (leased) return -ERRNO.EAGAIN;
    return kind === "fifo" && !hasReader ? this.#mayOpenFifo(flags) : 0;
  }

  #mayOpenFifo(flags: number): number {
    const access = flags & O_ACCMODE;
    if (access !== O_RDONLY && access !== O_WRONLY) return 0;
    if ((flags & O_NONBLOCK) === 0) throw new Error("an open of a FIFO without a partner would block the supervisor");
    return access === O_WRONLY ? -ERRNO.ENXIO : 0;
  }

  close(fd: number): number {
    this.entered("close");
    return this.self.table.files.delete(fd) ? 0 : -ERRNO.EBADF;
  }

  pread(fd: number, to: number, size: number): number {
    this.entered("pread");
    const entry = this.fileOf(fd);
    if (typeof entry === "number") return entry;
    const part = entry.node.data.subarray(0, size);
    this.arena.bytes.set(part, to);
    return part.length;
  }

  pwrite(fd: number, from: number, size: number, position: number): number {
    this.entered("pwrite");
    const entry = this.fileOf(fd);
    if (typeof entry === "number") return entry;
    const data = new Uint8Array(Math.max(entry.node.data.length, position + size));
    data.set(entry.node.data);
    data.set(this.arena.bytes.subarray(from, from + size), position);
    entry.node.data = data;
    return size;
  }

  fstat(fd: number, to: number): number {
    this.entered("fstat");
    const entry = this.fileOf(fd);
    if (typeof entry === "number") return entry;
    putStat(this.view, to, entry.node);
    return 0;
  }

  fstatat(directory: number, path: number, to: number, flags: number): number {
    this.entered("fstatat");
    const entry = this.objectAt(directory, this.text(path), { at: flags, follow: (flags & AT_SYMLINK_NOFOLLOW) === 0 });
    if (typeof entry === "number") return entry;
    putStat(this.view, to, entry.node);
    return 0;
  }

  statx(directory: number, path: number, flags: number, mask: number, to: number): number {
    this.entered("statx");
    if (mask < 0) return -ERRNO.EINVAL;
    const entry = this.objectAt(directory, this.text(path), { at: flags, follow: (flags & AT_SYMLINK_NOFOLLOW) === 0 });
    if (typeof entry === "number") return entry;
    putStatx(this.view, to, entry.node);
    return 0;
  }

  fstatfs(fd: number, to: number): number {
    this.entered("fstatfs");
    const entry = this.fileOf(fd);
    if (typeof entry === "number") return entry;
    this.view.setBigUint64(to, BigInt(entry.node.dev), true);
    return 0;
  }

  readlinkat(directory: number, path: number, to: number, size: number): number {
    this.entered("readlinkat");
    const name = this.text(path);
    const entry = this.objectAt(directory, name, { at: AT_EMPTY_PATH, follow: false });
    if (typeof entry === "number") return entry;
    if (entry.node.kind !== "link") return name === "" ? -ERRNO.ENOENT : -ERRNO.EINVAL;
    const bytes = Uint8Array.from(linkText(entry.node), (c) => c.charCodeAt(0)).subarray(0, size);
    this.arena.bytes.set(bytes, to);
    return bytes.length;
  }

  getdents64(fd: number, to: number, size: number): number {
    this.entered("getdents64");
    const file = this.self.table.files.get(fd);
    if (file === undefined) return -ERRNO.EBADF;
    if (file.entry.node.kind !== "directory") return -ERRNO.ENOTDIR;
    if (file.entry.deleted) return -ERRNO.ENOENT;
    const { node } = file.entry;
    const names = [".", "..", ...(node.names?.() ?? node.children.keys())];
    let at = to;
    while (file.position < names.length) {
      const name = names[file.position]!;
      const length = (DIRENT_NAME + name.length + 1 + 7) & ~7;
      if (at + length > to + size) return at === to ? -ERRNO.EINVAL : at - to;
      this.#putDirent(at, length, name, this.#dirent(file.entry, name));
      file.position++;
      this.view.setBigInt64(at + 8, BigInt(file.position), true);
      at += length;
    }
    return at - to;
  }

  #dirent(folder: Entry, name: string): { readonly ino: number; readonly kind: Kind } {
    const node = name === "." || name === ".." ? folder.node : childOf(folder, name)?.node;
    return { ino: node?.ino ?? 1, kind: node?.kind ?? "file" };
  }

  #putDirent(at: number, length: number, name: string, of: { readonly ino: number; readonly kind: Kind }): void {
    this.view.setBigUint64(at, BigInt(of.ino), true);
    this.view.setUint16(at + 16, length, true);
    this.view.setUint8(at + 18, TYPE_OF[of.kind]);
    for (let i = 0; i < length - DIRENT_NAME; i++) {
      this.view.setUint8(at + DIRENT_NAME + i, i < name.length ? name.charCodeAt(i) : 0);
    }
  }
}
