import { readFileSync } from "node:fs";
import type { PolicyUser } from "./load-policy.ts";

/** Variables that policies may use: those of the caller, and `SYD_…` about the run. */
export function policyVariables({ environment, cwd }: PolicyUser): Readonly<Record<string, string | undefined>> {
  const uid = String(process.getuid?.() ?? 0);
  const gid = String(process.getgid?.() ?? 0);
  const home = environment["HOME"];
  return {
    ...environment,
    SYD_UID: uid,
    SYD_GID: gid,
    SYD_EUID: String(process.geteuid?.() ?? uid),
    SYD_EGID: String(process.getegid?.() ?? gid),
    SYD_USER: environment["USER"] ?? "nobody",
    // An empty one would make of `${SYD_HOME}/**` the whole of the file system.
    SYD_HOME: home === undefined || home === "" ? "/var/empty" : home,
    SYD_PWD: cwd,
    SYD_PAGE_SIZE: "4096",
    SYD_XATTR_MAX: "65536",
    SYD_HAVE_FORCE: "1",
    get SYD_HAVE_SO_PASSRIGHTS(): string {
      return atLeast(6, 16) ? "1" : "0";
    },
    get SYD_PIPE_MAX(): string {
      return readNumber("/proc/sys/fs/pipe-max-size") ?? "4096";
    },
  };
}

function readNumber(path: string): string | undefined {
  try {
    return readFileSync(path, "latin1").trim();
  } catch {
    return undefined;
  }
}

function atLeast(major: number, minor: number): boolean {
  const release = readNumber("/proc/sys/kernel/osrelease") ?? "";
  const [ownMajor = 0, ownMinor = 0] = release.split(/[.-]/).map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}
