import { readlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { statusOf } from "./real-path.ts";

/** Directories that nobody but the system changes, where they are its own. */
export const SYSTEM: readonly string[] = ["/usr", "/bin", "/sbin", "/lib", "/lib64", "/opt", "/nix", "/snap"];

/** Where the system has links and nobody works. */
const LINK_PLACES: ReadonlySet<string> = new Set(
  "/ /etc /etc/alternatives /opt /usr /usr/bin /usr/lib /usr/local /usr/local/bin /usr/local/lib /usr/sbin /var".split(
    " ",
  ),
);

/** What lies on the way of a path. */
export interface Way {
  /** The links, each by its own name. */
  readonly links: readonly string[];
  /** The first name that is not there, if one is not. */
  readonly missing?: string;
}

/** As many links as the kernel follows. */
const MOST_LINKS = 40;

/** Goes along an absolute path, through the links that it meets. */
export function wayOf(path: string): Way {
  const links: string[] = [];
  const ahead = path.split("/").reverse();
  let at = "/";
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    const next = name === "" ? at : join(at, name);
    const stats = statusOf(next);
    if (stats === undefined) return { links, missing: next };
    if (!stats.isSymbolicLink()) {
      at = next;
      continue;
    }
    if (links.push(next) > MOST_LINKS) return { links, missing: next };
    const target = readlinkSync(next);
    if (target.startsWith("/")) at = "/";
    ahead.push(...target.split("/").reverse());
  }
  return { links };
}

/**
 * Whether a link is the system's: root's, in a directory that only root changes. To root itself that says nothing, what a
 * program of root's has planted is root's too: there only the places count in which the system has links.
 */
function isSystemLink(link: string, uid: number): boolean {
  const folder = dirname(link);
  if (uid === 0 && !LINK_PLACES.has(folder) && !/^\/(?:nix\/store|snap)\//.test(link)) return false;
  const around = statusOf(folder);
  return around?.uid === 0 && statusOf(link)?.uid === 0 && (around.mode & 0o022) === 0;
}

/** Whether a path names what it leads to, but for links of the system: nobody has led it elsewhere. */
export function isStraight(path: string, real: string, uid: number): boolean {
  return resolve(path) === real || wayOf(path).links.every((link) => isSystemLink(link, uid));
}
