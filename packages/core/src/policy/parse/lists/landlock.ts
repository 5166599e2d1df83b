import { parsePorts } from "../../network/parse-pattern.ts";
import { hasDotdot } from "../../path-text.ts";
import { refuseArgument, type Argument } from "../source-line.ts";

const FILE_RIGHTS = [
  "read",
  "write",
  "exec",
  "ioctl",
  "create",
  "delete",
  "rename",
  "symlink",
  "truncate",
  "readdir",
  "mkdir",
  "rmdir",
  "mkbdev",
  "mkcdev",
  "mkfifo",
] as const;

/** A right that the kernel's own rules grant. */
export type LandlockRight = (typeof FILE_RIGHTS)[number] | "bind" | "connect";

const RIGHTS: readonly LandlockRight[] = [...FILE_RIGHTS, "bind", "connect"];

/** Names that stand behind `allow/lock/`, with the rights that they are. */
export const LANDLOCK_SETS: ReadonlyMap<string, readonly LandlockRight[]> = new Map<string, readonly LandlockRight[]>([
  ...RIGHTS.map((right) => [right, [right]] as const),
  ["all", [...FILE_RIGHTS, "bind"]],
  ["all-x", [...FILE_RIGHTS.filter((right) => right !== "exec"), "bind"]],
  ["rpath", ["read", "readdir"]],
  ["wpath", ["write", "truncate"]],
  ["cpath", ["create", "delete", "rename"]],
  ["dpath", ["mkbdev", "mkcdev"]],
  ["spath", ["mkfifo", "symlink"]],
  ["tpath", ["mkdir", "rmdir"]],
  ["net", ["bind", "connect"]],
  ["inet", ["bind", "connect"]],
  ["bnet", ["bind"]],
  ["cnet", ["connect"]],
]);

/** Reads what a right is granted for: a path without wildcards, or for the network ports or an absolute path. */
export const readGrant =
  (right: LandlockRight) =>
  (argument: Argument): string => {
    const { text } = argument;
    if ((right === "bind" || right === "connect") && !text.startsWith("/")) {
      parsePorts(argument);
      return text;
    }
    if (text !== "" && !hasDotdot(text)) return text;
    throw refuseArgument(argument, 0, {
      code: "ERR_POLICY_VALUE",
      message: text === "" ? "the path is missing" : "the path contains ..",
      found: text,
      expected: "a path without wildcards and without ..",
    });
  };
