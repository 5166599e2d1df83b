import { AT_EMPTY_PATH, AT_FDCWD, RESOLVE_IN_ROOT } from "../abi/fcntl.ts";
import { ERRNO } from "../abi/index.ts";
import { createArena, type Arena } from "../supervisor/request/arena.ts";
import { attach, type Entry } from "./tree/node.ts";
import { procNode } from "./tree/proc.ts";
import { resolvePath, type Found, type How } from "./tree/resolve.ts";
import { DescriptorTable, type Task, type TaskOptions } from "./tree/task.ts";
import { plant, type Tree } from "./tree/tree.ts";

/** The process that owns the fake: sbx itself. */
export const SUPERVISOR = 10;

/** The state behind the fake kernel: a tree, tasks, and the descriptors of sbx. */
export abstract class World {
  readonly arena: Arena = createArena();
  readonly view: DataView = new DataView(this.arena.buffer);
  readonly root: Entry;
  readonly tasks: Map<number, Task> = new Map();
  /** Names of the port's functions in the order of their calls. */
  readonly trace: string[] = [];
  /** Runs before each of them: what it changes has happened meanwhile. */
  meanwhile: ((call: string) => void) | undefined;
  /** Effects on other processes. */
  readonly signals: string[] = [];

  constructor(tree: Tree) {
    this.root = plant(tree);
    this.#mountProc();
    this.addTask(SUPERVISOR, { session: SUPERVISOR });
  }

  #mountProc(): void {
    if (this.root.node.children.has("proc")) return;
    attach(this.root, "proc", procNode({ root: this.root, tasks: this.tasks, self: SUPERVISOR }));
  }

  addTask(pid: number, options: TaskOptions = {}): Task {
    const tgid = options.tgid ?? pid;
    const leader = this.tasks.get(tgid);
    const task: Task = {
      pid,
      tgid,
      table: leader?.table ?? new DescriptorTable(),
      fs: leader?.fs ?? { cwd: this.root, umask: options.umask ?? 0o022 },
      session: options.session ?? SUPERVISOR,
      terminal: options.terminal ?? 0,
    };
    this.tasks.set(pid, task);
    return task;
  }

  get self(): Task {
    return this.tasks.get(SUPERVISOR)!;
  }

  /** How many descriptors sbx has open. */
  get openDescriptors(): number {
    return this.self.table.files.size;
  }

  /** Notes a call of the port and lets the rest of the world move on. */
  protected entered(call: string): void {
    this.trace.push(call);
    this.meanwhile?.(call);
  }

  protected text(offset: number): string {
    const { bytes } = this.arena;
    let result = "";
    for (let at = offset; bytes[at] !== 0; at++) result += String.fromCharCode(bytes[at]!);
    return result;
  }

  protected fileOf(fd: number): Entry | number {
    return this.self.table.files.get(fd)?.entry ?? -ERRNO.EBADF;
  }

  /** Where a relative path of ours starts. */
  #baseOf(directory: number, path: string, resolve: number): Entry | number {
    if (path.startsWith("/") && (resolve & RESOLVE_IN_ROOT) === 0) return this.root;
    return directory === AT_FDCWD ? this.self.fs.cwd : this.fileOf(directory);
  }

  protected walk(directory: number, path: string, how: Omit<How, "root" | "base">): Found | number {
    if (path === "") return -ERRNO.ENOENT;
    const base = this.#baseOf(directory, path, how.resolve ?? 0);
    return typeof base === "number" ? base : resolvePath(path, { root: this.root, base, ...how });
  }

  /** The object of a call that takes `AT_EMPTY_PATH` and `AT_SYMLINK_NOFOLLOW`. */
  protected objectAt(
    directory: number,
    path: string,
    flags: { readonly at: number; readonly follow: boolean },
  ): Entry | number {
    if (path === "" && (flags.at & AT_EMPTY_PATH) !== 0) {
      return directory === AT_FDCWD ? this.self.fs.cwd : this.fileOf(directory);
    }
    const found = this.walk(directory, path, { follow: flags.follow });
    return typeof found === "number" ? found : found.at;
  }

  /** The folder and the last name of a call that makes or removes names. */
  protected nameAt(directory: number, path: string): Found | number {
    return this.walk(directory, path, { follow: false, parent: true });
  }
}
