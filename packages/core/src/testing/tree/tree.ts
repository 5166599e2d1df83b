import { attach, Entry, Node, pathOf, childOf } from "./node.ts";

/** A tree as tests write it: folders are objects, files are their text, the rest is made by the functions below. */
export interface Tree {
  readonly [name: string]: Tree | string | Node;
}

export const link = (target: string): Node => {
  const node = new Node("link", 0o777);
  node.target = target;
  return node;
};

export const file = (text: string, mode = 0o644, uid = 0): Node => {
  const node = new Node("file", mode);
  node.data = Uint8Array.from(text, (c) => c.charCodeAt(0));
  node.uid = uid;
  return node;
};

export const fifo = (hasReader = false): Node => {
  const node = new Node("fifo", 0o644);
  node.hasReader = hasReader;
  return node;
};

/** A file on which somebody outside holds a lease. */
export const leased = (text: string, mode = 0o644): Node => {
  const node = file(text, mode, 1000);
  node.leased = true;
  return node;
};

export const socket = (): Node => new Node("socket", 0o755);

export const device = (kind: "character" | "block", major: number, minor: number): Node => {
  const node = new Node(kind, 0o666);
  node.rdev = (minor & 0xff) | (major << 8) | ((minor & ~0xff) << 12);
  return node;
};

/** A folder with a mode of its own. */
export const folder = (mode: number, tree: Tree = {}): Node => {
  const node = new Node("directory", mode);
  fill(new Entry("", undefined, node), tree);
  for (const child of node.children.values()) child.parent = undefined;
  return node;
};

function fill(directory: Entry, tree: Tree): void {
  for (const [name, content] of Object.entries(tree)) {
    if (content instanceof Node) adopt(attach(directory, name, content));
    else if (typeof content === "string") attach(directory, name, file(content));
    else fill(attach(directory, name, new Node("directory", 0o755)), content);
  }
}

function adopt(entry: Entry): void {
  for (const child of entry.node.children.values()) {
    child.parent = entry;
    adopt(child);
  }
}

/** Makes the root of a file system. */
export function plant(tree: Tree): Entry {
  const root = new Entry("", undefined, new Node("directory", 0o755));
  fill(root, tree);
  return root;
}

/** The entry at an absolute path, links not followed; throws where there is none, because that is a fault of the test. */
export function entryAt(root: Entry, path: string): Entry {
  let at = root;
  for (const name of path.split("/").filter((part) => part !== "")) {
    const child = childOf(at, name);
    if (child === undefined) throw new Error(`the test's tree has no ${path}: ${name} is missing in ${pathOf(at)}`);
    at = child;
  }
  return at;
}

/** Every path of a tree with what is there, for comparisons of whole trees. */
export function listing(root: Entry): readonly string[] {
  const lines: string[] = [];
  const visit = (entry: Entry): void => {
    for (const child of [...entry.node.children.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const { kind, target, data, lookUp } = child.node;
      if (lookUp !== undefined) continue;
      const shown = kind === "link" ? ` -> ${target}` : kind === "file" ? ` ${String.fromCharCode(...data)}` : "";
      lines.push(`${pathOf(child)} ${kind}${shown}`);
      visit(child);
    }
  };
  visit(root);
  return lines;
}
