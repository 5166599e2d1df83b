import {
  RESOLVE_BENEATH,
  RESOLVE_IN_ROOT,
  RESOLVE_NO_MAGICLINKS,
  RESOLVE_NO_SYMLINKS,
  RESOLVE_NO_XDEV,
} from "../../abi/fcntl.ts";
import { ERRNO } from "../../abi/index.ts";
import { childOf, type Entry } from "./node.ts";

/** How a path is walked; the kernel's `LOOKUP_…` flags. */
export interface How {
  readonly root: Entry;
  /** Where a relative path starts. */
  readonly base: Entry;
  /** The last name is followed. */
  readonly follow: boolean;
  /** The last name is wanted, not what it stands for; `create`: unless it is a link that is followed. */
  readonly parent?: boolean | "create";
  readonly resolve?: number;
}

/** What the last name is: `LAST_NORM` and its sisters. */
export type LastType = "name" | "dot" | "dotdot" | "root";

/** A found object, or with `parent` the folder and the last name. */
export interface Found {
  readonly at: Entry;
  readonly last: string;
  readonly type: LastType;
  /** Slashes follow the last name. */
  readonly slash: boolean;
}

const MOST_LINKS = 40;
const LONGEST_NAME = 255;
const LONGEST_PATH = 4096;

const typeOf = (name: string): LastType => (name === "." ? "dot" : name === ".." ? "dotdot" : "name");

/** Walks a path as `fs/namei.c` of Linux 6.18 does, for a caller who may enter every folder. */
export function resolvePath(path: string, how: How): Found | number {
  if (path === "") return -ERRNO.ENOENT;
  if (path.length >= LONGEST_PATH) return -ERRNO.ENAMETOOLONG;
  return new Walk(how).run(path);
}

class Walk {
  readonly #how: How;
  readonly #resolve: number;
  readonly #root: Entry;
  #at: Entry;
  #links = 0;

  constructor(how: How) {
    this.#how = how;
    this.#resolve = how.resolve ?? 0;
    this.#root = (this.#resolve & RESOLVE_IN_ROOT) !== 0 ? how.base : how.root;
    this.#at = how.base;
  }

  run(path: string): Found | number {
    let rest = path;
    if (path.startsWith("/")) {
      if ((this.#resolve & RESOLVE_BENEATH) !== 0) return -ERRNO.EXDEV;
      this.#at = this.#root;
    }
    for (;;) {
      rest = rest.replace(/^\/+/, "");
      if (rest === "") return { at: this.#at, last: "", type: "root", slash: false };
      if (this.#at.node.kind !== "directory") return -ERRNO.ENOTDIR;
      const [name = ""] = rest.split("/", 1);
      const tail = rest.slice(name.length);
      const last = /^\/*$/.test(tail);
      const slash = tail !== "";
      if (last && this.#wantsName(name, slash)) return { at: this.#at, last: name, type: typeOf(name), slash };
      const next = this.#step(name, last, tail);
      if (typeof next === "number") return next;
      rest = next;
      if (last && rest === "") return { at: this.#at, last: name, type: typeOf(name), slash };
    }
  }

  #wantsName(name: string, slash: boolean): boolean {
    const { parent, follow } = this.#how;
    if (parent !== "create") return parent === true;
    if (typeOf(name) !== "name") return false;
    return slash || !follow || childOf(this.#at, name)?.node.kind !== "link";
  }

  #toRoot(): number {
    if ((this.#resolve & RESOLVE_BENEATH) !== 0) return -ERRNO.EXDEV;
    return this.#move(this.#root);
  }

  #move(to: Entry): number {
    if ((this.#resolve & RESOLVE_NO_XDEV) !== 0 && to.node.dev !== this.#at.node.dev) return -ERRNO.EXDEV;
    this.#at = to;
    return 0;
  }

  /** One component; what is left of the path, or `-errno`. */
  #step(name: string, last: boolean, tail: string): string | number {
    if (name === ".") return tail;
    if (name === "..") return this.#up() || tail;
    if (name.length > LONGEST_NAME) return -ERRNO.ENAMETOOLONG;
    const child = childOf(this.#at, name);
    if (child === undefined) return -ERRNO.ENOENT;
    if (child.node.kind === "link" && (!last || this.#how.follow || tail !== "")) return this.#follow(child, tail);
    if (tail !== "" && child.node.kind !== "directory") return -ERRNO.ENOTDIR;
    return this.#move(child) || tail;
  }

  #up(): number {
    if (this.#at === this.#root) return (this.#resolve & RESOLVE_BENEATH) !== 0 ? -ERRNO.EXDEV : 0;
    if (this.#at === this.#how.base && (this.#resolve & RESOLVE_BENEATH) !== 0) return -ERRNO.EXDEV;
    return this.#move(this.#at.parent ?? this.#at);
  }

  #follow(child: Entry, tail: string): string | number {
    if (this.#links++ >= MOST_LINKS) return -ERRNO.ELOOP;
    if ((this.#resolve & RESOLVE_NO_SYMLINKS) !== 0) return -ERRNO.ELOOP;
    if (child.node.magic !== undefined) return this.#jump(child.node.magic(), tail);
    const { target } = child.node;
    if (target === "") return -ERRNO.ENOENT;
    return (target.startsWith("/") ? this.#toRoot() : 0) || target + tail;
  }

  #jump(target: Entry | undefined, tail: string): string | number {
    if ((this.#resolve & RESOLVE_NO_MAGICLINKS) !== 0) return -ERRNO.ELOOP;
    if (target === undefined) return -ERRNO.ENOENT;
    if ((this.#resolve & (RESOLVE_BENEATH | RESOLVE_IN_ROOT)) !== 0) return -ERRNO.EXDEV;
    if (tail !== "" && target.node.kind !== "directory") return -ERRNO.ENOTDIR;
    return this.#move(target) || tail;
  }
}
