import { basename, dirname, resolve } from "node:path";
import { isBelow, readText, realPath, statusOf } from "./real-path.ts";

/**
 * The common directory of the git repository that `cwd` is in, if it lies outside of `cwd`. A repository that holds the
 * whole home directory (people keep their settings so) does not count: it would open all of it. Neither does one of
 * somebody else's, nor a `.git` file that git has not written: who may write in a directory could point to any other.
 */
export function gitCommonDirectory(cwd: string, home: string, uid: number): string | undefined {
  for (let folder = cwd; folder !== "/"; folder = dirname(folder)) {
    if (folder !== cwd && isBelow(home, folder)) return undefined;
    const entry = `${folder}/.git`;
    const stats = statusOf(entry);
    if (stats === undefined) continue;
    if (stats.uid !== uid) return undefined;
    if (stats.isDirectory()) return folder !== cwd && isRepository(entry, uid) ? entry : undefined;
    return stats.isFile() && stats.size < MOST_BYTES ? linkedDirectory(entry, folder, uid) : undefined;
  }
  return undefined;
}

/** A `.git` file holds one path. */
const MOST_BYTES = 8192;

/** Follows the `.git` file of a worktree to the directory that all worktrees share, that of a submodule to its own. */
function linkedDirectory(file: string, folder: string, uid: number): string | undefined {
  const target = /^gitdir: ([^\n]+)\n*$/.exec(readText(file) ?? "")?.[1];
  const own = target === undefined ? undefined : realPath(resolve(folder, target));
  if (own === undefined || statusOf(own)?.uid !== uid) return undefined;
  const common = worktreeCommon(own, file) ?? submoduleCommon(own, folder, uid);
  return common !== undefined && isRepository(common, uid) ? common : undefined;
}

/** A worktree has `<common>/worktrees/NAME`, which says where its `.git` file is. */
function worktreeCommon(own: string, file: string): string | undefined {
  const common = /^(.+)\/worktrees\/[^/]+$/.exec(own)?.[1];
  const back = readText(`${own}/gitdir`)?.trimEnd();
  const shared = readText(`${own}/commondir`)?.trimEnd();
  if (common === undefined || back === undefined || shared === undefined) return undefined;
  const from = resolve(own, back);
  const isMeant = basename(from) === ".git" && realPath(dirname(from)) === dirname(file);
  return isMeant && realPath(resolve(own, shared)) === common ? common : undefined;
}

/** A submodule has `<common>/modules/NAME`, whose settings say where its working directory is. */
function submoduleCommon(own: string, folder: string, uid: number): string | undefined {
  const isModule = [...own.matchAll(/\/modules\//g)].some(({ index }) =>
    isRepository(own.slice(0, index).replace(/\/worktrees\/[^/]+$/, ""), uid),
  );
  const back = /^\s*worktree\s*=\s*"?([^"\n]+?)"?\s*$/m.exec(readText(`${own}/config`) ?? "")?.[1];
  return isModule && back !== undefined && realPath(resolve(own, back)) === folder ? own : undefined;
}

/** Whether a directory of this user's has what git asks of a repository. */
function isRepository(directory: string, uid: number): boolean {
  const isOwn = (name: string, type: "isDirectory" | "isFile"): boolean => {
    const stats = statusOf(`${directory}${name}`);
    return stats?.uid === uid && stats[type]();
  };
  return (
    isOwn("", "isDirectory") &&
    isOwn("/HEAD", "isFile") &&
    isOwn("/objects", "isDirectory") &&
    isOwn("/refs", "isDirectory")
  );
}
