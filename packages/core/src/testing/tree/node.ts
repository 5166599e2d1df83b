/** Kinds of objects in the fake file system. */
export type Kind = "directory" | "file" | "link" | "fifo" | "socket" | "character" | "block";

/** `S_IFMT >> 12` by kind. */
export const TYPE_OF: Readonly<Record<Kind, number>> = {
  fifo: 1,
  character: 2,
  directory: 4,
  block: 6,
  file: 8,
  link: 10,
  socket: 12,
};

let inodes = 1;

/** An object: what an inode is to Linux. Names are strings of bytes (latin1). */
export class Node {
  readonly kind: Kind;
  ino: number = inodes++;
  dev = 1;
  mode: number;
  uid = 0;
  gid = 0;
  rdev = 0;
  nlink = 1;
  data: Uint8Array = new Uint8Array(0);
  /** Text of a link. */
  target = "";
  readonly children: Map<string, Entry> = new Map();
  readonly xattrs: Map<string, Uint8Array> = new Map();
  /** Two `struct timespec`, the access and the modification. */
  times: Uint8Array = new Uint8Array(32);
  /** A directory of procfs: its entries are made when they are asked for. */
  names: (() => readonly string[]) | undefined;
  lookUp: ((name: string) => Node | undefined) | undefined;
  /** A magic link: what it leads to. */
  magic: (() => Entry | undefined) | undefined;
  /** A FIFO: whether somebody reads. */
  hasReader = false;
  /** Somebody holds a lease: opens wait until it is given up. */
  leased = false;

  constructor(kind: Kind, mode: number) {
    this.kind = kind;
    this.mode = mode;
  }
}

/** A name in a directory: what a dentry is to Linux. The root has no parent. */
export class Entry {
  name: string;
  parent: Entry | undefined;
  readonly node: Node;
  /** The name was removed while somebody held the object. */
  deleted = false;
  /** The kernel's name of an object without a path, `pipe:[1]`. */
  pseudo: string | undefined;

  constructor(name: string, parent: Entry | undefined, node: Node) {
    this.name = name;
    this.parent = parent;
    this.node = node;
  }
}

/** The name that `/proc/self/fd/N` shows. */
export function pathOf(entry: Entry): string {
  if (entry.pseudo !== undefined) return entry.pseudo;
  const names: string[] = [];
  for (let at: Entry = entry; at.parent !== undefined; at = at.parent) names.unshift(at.name);
  return `/${names.join("/")}${entry.deleted ? " (deleted)" : ""}`;
}

const numbers = new Map<string, number>();

/** What procfs makes anew each time keeps its inode number. */
function numberOf(path: string): number {
  const number = numbers.get(path) ?? inodes++;
  numbers.set(path, number);
  return number;
}

/** Finds a name in a directory. */
export function childOf(directory: Entry, name: string): Entry | undefined {
  const child = directory.node.children.get(name);
  if (child !== undefined) return child;
  const made = directory.node.lookUp?.(name);
  if (made === undefined) return undefined;
  const entry = new Entry(name, directory, made);
  made.ino = numberOf(pathOf(entry));
  return entry;
}

/** Puts an object into a directory. */
export function attach(directory: Entry, name: string, node: Node): Entry {
  const entry = new Entry(name, directory, node);
  directory.node.children.set(name, entry);
  return entry;
}

/** Takes a name out of its directory. */
export function detach(entry: Entry): void {
  entry.parent?.node.children.delete(entry.name);
  entry.deleted = true;
  entry.node.nlink--;
}

/** An object without a path, such as a pipe. */
export function nameless(pseudo: string, kind: Kind): Entry {
  const entry = new Entry("", undefined, new Node(kind, 0o600));
  entry.pseudo = pseudo;
  return entry;
}
