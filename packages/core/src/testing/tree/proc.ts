import { type Entry, Node, pathOf } from "./node.ts";
import type { Task } from "./task.ts";

/** What procfs shows. */
export interface ProcView {
  readonly root: Entry;
  readonly tasks: ReadonlyMap<number, Task>;
  /** The process that looks: `/proc/self` is its. */
  readonly self: number;
}

const PROC_DEVICE = 2;

const made = <T extends Node>(node: T): T => {
  node.dev = PROC_DEVICE;
  return node;
};

function directory(names: () => readonly string[], lookUp: (name: string) => Node | undefined): Node {
  const node = made(new Node("directory", 0o555));
  node.names = names;
  node.lookUp = lookUp;
  return node;
}

function plainLink(target: string): Node {
  const node = made(new Node("link", 0o777));
  node.target = target;
  return node;
}

function magicLink(target: () => Entry | undefined): Node {
  const node = made(new Node("link", 0o777));
  node.magic = target;
  return node;
}

function textFile(text: string): Node {
  const node = made(new Node("file", 0o444));
  node.data = Uint8Array.from(text, (c) => c.charCodeAt(0));
  return node;
}

const isNumber = (name: string): boolean => /^[1-9][0-9]*$/.test(name);

function descriptors(task: Task): Node {
  const { files } = task.table;
  return directory(
    () => [...files.keys()].map(String),
    (name) =>
      files.has(Number(name)) && /^[0-9]+$/.test(name) ? magicLink(() => files.get(Number(name))?.entry) : undefined,
  );
}

function status(task: Task): string {
  const umask = task.fs.umask.toString(8).padStart(4, "0");
  return `Name:\tprogram\nUmask:\t${umask}\nState:\tS (sleeping)\nTgid:\t${task.tgid}\nNgid:\t0\nPid:\t${task.pid}\n`;
}

const stat = (task: Task): string =>
  `${task.pid} (a ) name) S 1 ${task.tgid} ${task.session} ${task.terminal} -1 4194304 0 0 0 0 0 0 0 0 20 0 1 0 ${1000 + task.tgid}\n`;

function taskNode(view: ProcView, task: Task, withThreads: boolean): Node {
  const entries: Readonly<Record<string, () => Node>> = {
    cwd: () => magicLink(() => task.fs.cwd),
    root: () => magicLink(() => view.root),
    exe: () => magicLink(() => view.root.node.children.get("program")),
    fd: () => descriptors(task),
    status: () => textFile(status(task)),
    stat: () => textFile(stat(task)),
    ...(withThreads ? { task: () => threads(view, task) } : {}),
  };
  return directory(
    () => Object.keys(entries),
    (name) => (Object.hasOwn(entries, name) ? entries[name]!() : undefined),
  );
}

function threads(view: ProcView, leader: Task): Node {
  const own = (): readonly Task[] => [...view.tasks.values()].filter((task) => task.tgid === leader.tgid);
  return directory(
    () => own().map((task) => String(task.pid)),
    (name) => {
      const task = own().find((candidate) => String(candidate.pid) === name);
      return task === undefined ? undefined : taskNode(view, task, false);
    },
  );
}

/** Makes `/proc`: threads are not listed but can be named, as on Linux. */
export function procNode(view: ProcView): Node {
  const leaders = (): readonly string[] =>
    [...view.tasks.values()].filter((task) => task.pid === task.tgid).map((task) => String(task.pid));
  return directory(
    () => ["self", "thread-self", "version", ...leaders()],
    (name) => {
      if (name === "self") return plainLink(String(view.self));
      if (name === "thread-self") return plainLink(`${view.self}/task/${view.self}`);
      if (name === "version") return textFile("Linux\n");
      const task = isNumber(name) ? view.tasks.get(Number(name)) : undefined;
      return task === undefined ? undefined : taskNode(view, task, true);
    },
  );
}

/** What `readlink` of a link says. */
export function linkText(node: Node): string {
  if (node.magic === undefined) return node.target;
  const target = node.magic();
  return target === undefined ? "" : pathOf(target);
}
