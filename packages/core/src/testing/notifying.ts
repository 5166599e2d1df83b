import {
  O_CLOEXEC,
  O_CREAT,
  O_NOCTTY,
  O_NONBLOCK,
  O_PATH,
  O_TRUNC,
  RESOLVE_NO_MAGICLINKS,
  RESOLVE_NO_SYMLINKS,
} from "../abi/fcntl.ts";
import { AUDIT_ARCH, ERRNO, STAT } from "../abi/index.ts";
import {
  ARCH_WORD,
  ARGUMENT_WORD,
  ID_WORD,
  NUMBER_WORD,
  PATH_A,
  PATH_B,
  PATH_LENGTH_WORD,
  PID_WORD,
  STAT_B,
} from "../supervisor/request/arena.ts";
import { AttributeWorld } from "./attributes.ts";
import { TYPE_OF } from "./tree/node.ts";
import { putStat } from "./tree/stat-struct.ts";
import type { OpenFile, Task } from "./tree/task.ts";

/** How a request was answered. */
export type Answer =
  | { readonly value: number }
  | { readonly errno: number }
  | { readonly descriptor: number; readonly cloexec: boolean }
  | "continued"
  | "left to a thread";

/** A request as a test poses it; strings and bytes are put into the caller's memory. */
export interface Request {
  readonly number: number;
  readonly pid: number;
  readonly args: readonly (number | bigint | string | Uint8Array)[];
  /** Bit n: argument n is a path that is fetched with the request. */
  readonly paths: number;
  readonly arch?: number;
}

const EXACT = RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
const PATH_MAX = 4096;
const ADDFD_SEND = 2;
const NOT_FETCHED = -0x80000000;

/** The notification descriptor and the memory of callers. */
export abstract class NotifyingWorld extends AttributeWorld {
  readonly answers: Answer[] = [];
  /** Memory of callers by the address at which each piece begins. */
  readonly memory: Map<number, Uint8Array> = new Map();
  /** What threads of their own open: the kind of the object and the flags, octal. */
  readonly opensLater: string[] = [];
  /** The caller of the request has died. */
  gone = false;
  #nextAddress = 0x10000;
  #id = 0;

  /** Puts bytes into the memory of callers; nothing is mapped right behind them. */
  place(bytes: Uint8Array): number {
    const address = this.#nextAddress;
    this.memory.set(address, bytes);
    this.#nextAddress += (bytes.length & ~0xfff) + 0x2000;
    return address;
  }

  /** Bytes at an address, undefined where not all of them are mapped. */
  bytesAt(address: number, length: number): Uint8Array | undefined {
    for (const [start, bytes] of this.memory) {
      if (address >= start && address + length <= start + bytes.length)
        return bytes.subarray(address - start, address - start + length);
    }
    return undefined;
  }

  /** Poses a request: what `receive` does. */
  pose(request: Request): void {
    const { words } = this.arena;
    words[ID_WORD] = ++this.#id;
    words[PID_WORD] = request.pid;
    words[NUMBER_WORD] = request.number;
    words[ARCH_WORD] = request.arch ?? AUDIT_ARCH.x64;
    let slot = PATH_A;
    for (let i = 0; i < 6; i++) {
      const value = BigInt.asIntN(64, this.#valueOf(request.args[i] ?? 0));
      words[ARGUMENT_WORD + 2 * i] = Number(BigInt.asIntN(32, value));
      words[ARGUMENT_WORD + 2 * i + 1] = Number(BigInt.asIntN(32, value >> 32n));
      words[PATH_LENGTH_WORD + i] = NOT_FETCHED;
      if ((request.paths & (1 << i)) === 0) continue;
      words[PATH_LENGTH_WORD + i] = this.#string(Number(value), slot, PATH_MAX);
      slot = PATH_B;
    }
  }

  #valueOf(value: number | bigint | string | Uint8Array): bigint {
    if (typeof value === "bigint") return value;
    if (typeof value === "number") return BigInt(value);
    if (value instanceof Uint8Array) return BigInt(this.place(value));
    return BigInt(this.place(Uint8Array.from(`${value}\0`, (c) => c.charCodeAt(0))));
  }

  #string(address: number, to: number, max: number): number {
    for (let length = 0; length < max; length++) {
      const byte = this.bytesAt(address + length, 1)?.[0];
      if (byte === undefined) return -ERRNO.EFAULT;
      this.arena.bytes[to + length] = byte;
      if (byte === 0) return length;
    }
    return -ERRNO.ENAMETOOLONG;
  }

  get caller(): Task {
    return this.tasks.get(this.arena.words[PID_WORD]!)!;
  }

  receive(): number {
    return -ERRNO.ENOENT;
  }

  valid(): number {
    return this.gone ? -ERRNO.ENOENT : 0;
  }

  #answer(answer: Answer): number {
    if (this.gone) return -ERRNO.ENOENT;
    this.answers.push(answer);
    return 0;
  }

  answer(value: number): number {
    this.entered("answer");
    return this.#answer({ value });
  }

  answerError(errno: number): number {
    this.entered("answerError");
    return this.#answer({ errno });
  }

  continueCall(): number {
    this.entered("continueCall");
    return this.#answer("continued");
  }

  addDescriptor(fd: number, flags: number, descriptorFlags: number): number {
    this.entered("addDescriptor");
    const file = this.self.table.files.get(fd);
    if (file === undefined || (file.flags & O_PATH) !== 0) return -ERRNO.EBADF;
    if (this.gone) return -ERRNO.ENOENT;
    const descriptor = this.caller.table.add(file);
    if (descriptor < 0) return descriptor;
    if ((flags & ADDFD_SEND) !== 0) this.answers.push({ descriptor, cloexec: (descriptorFlags & O_CLOEXEC) !== 0 });
    return descriptor;
  }

  #addressOf(argument: number): number {
    const { words } = this.arena;
    return (words[ARGUMENT_WORD + 2 * argument]! >>> 0) + words[ARGUMENT_WORD + 2 * argument + 1]! * 0x100000000;
  }

  read(argument: number, delta: number, length: number, to: number): number {
    this.entered("read");
    if (length === 0) return 0;
    const bytes = this.bytesAt(this.#addressOf(argument) + delta, length);
    if (bytes === undefined) return -ERRNO.EFAULT;
    this.arena.bytes.set(bytes, to);
    return length;
  }

  readString(addressAt: number, to: number, max: number): number {
    this.entered("readString");
    return this.#string(Number(this.view.getBigUint64(addressAt, true)), to, max);
  }

  write(argument: number, delta: number, from: number, length: number): number {
    this.entered("write");
    if (length === 0) return 0;
    const bytes = this.bytesAt(this.#addressOf(argument) + delta, length);
    if (bytes === undefined) return -ERRNO.EFAULT;
    bytes.set(this.arena.bytes.subarray(from, from + length));
    return length;
  }

  openAndAnswer(
    directory: number,
    path: number,
    flags: number,
    mode: number,
    types: number,
    cloexec: number,
    judged: number,
  ): number {
    this.entered("openAndAnswer");
    let before = judged === 0 ? -1 : Number(this.view.getBigUint64(judged + STAT.x64.st_ino, true));
    if (types !== 0 && judged === 0) {
      const entry = this.objectAt(directory, this.text(path), { at: 0, follow: false });
      if (typeof entry === "number") return entry;
      const type = TYPE_OF[entry.node.kind];
      if (((types >> type) & 1) === 0) return entry.node.kind === "link" ? -ERRNO.ELOOP : type;
      before = entry.node.ino;
    }
    const { table } = this.caller;
    if ((types === 0 || (flags & O_TRUNC) !== 0) && table.files.size >= table.limit) return -ERRNO.EMFILE;
    this.meanwhile?.("openAndAnswer: open");
    const file = this.#openKnown(directory, path, { flags, mode }, before);
    if (typeof file === "number") return file;
    if (this.gone) {
      if (types === 0 && (flags & O_CREAT) !== 0) file.entry.parent?.node.children.delete(file.entry.name);
      return 0;
    }
    const descriptor = table.add(file);
    if (descriptor < 0) return descriptor;
    this.answers.push({ descriptor, cloexec: (cloexec & O_CLOEXEC) !== 0 });
    return 0;
  }

  /** Without waiting, and emptied only where it is the one; a name that is made (no inode is known) has nobody to wait for. */
  #openKnown(
    directory: number,
    path: number,
    how: { readonly flags: number; readonly mode: number },
    inode: number,
  ): OpenFile | number {
    if (inode < 0) return this.open(directory, path, { ...how, resolve: EXACT });
    const flags = (how.flags & ~O_TRUNC) | O_NONBLOCK;
    const file = this.open(directory, path, { flags, mode: how.mode, resolve: EXACT });
    if (typeof file === "number") return file;
    const { node } = file.entry;
    if (node.ino !== inode) return -ERRNO.ESTALE;
    if ((how.flags & O_TRUNC) !== 0 && node.kind === "file") node.data = new Uint8Array(0);
    file.flags = how.flags;
    return file;
  }

  statAndAnswer(directory: number, path: number, openFlags: number, _: number, mask: number, argument: number): number {
    this.entered("statAndAnswer");
    const file = this.open(directory, path, { flags: O_PATH | openFlags, mode: 0, resolve: EXACT });
    if (typeof file === "number") return file;
    putStat(this.view, STAT_B, file.entry.node);
    const written = this.write(argument, 0, STAT_B, mask < 0 ? 144 : 256);
    if (written < 0) return written;
    this.#answer({ value: 0 });
    return 0;
  }

  /** What waits on a thread of its own is only written down; the descriptor belongs to that thread. */
  openLater(directory: number, path: number, flags: number): number {
    this.entered("openLater");
    const pinned = this.self.table.files.get(directory);
    if (this.text(path) !== `/proc/self/fd/${directory}`) throw new Error("what is opened later is not pinned");
    this.opensLater.push(`${pinned?.entry.node.kind} ${(flags & ~(O_CLOEXEC | O_NOCTTY)).toString(8)}`);
    this.self.table.files.delete(directory);
    this.answers.push("left to a thread");
    return 0;
  }

  connectLater(socket: number, _address: number, _length: number, pinned: number): number {
    this.entered("connectLater");
    this.self.table.files.delete(socket);
    if (pinned >= 0) this.self.table.files.delete(pinned);
    this.answers.push("left to a thread");
    return 0;
  }

  park(fd: number): number {
    this.entered("park");
    this.self.table.files.delete(fd);
    this.answers.push("left to a thread");
    return 0;
  }

  progress(): number {
    return 0;
  }
}
