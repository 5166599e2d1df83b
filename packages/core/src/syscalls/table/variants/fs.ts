import { AT_REMOVEDIR, O_ACCMODE, O_CREAT, O_PATH, O_TMPFILE_BIT, O_TRUNC, O_WRONLY } from "../../../abi/fcntl.ts";
import { S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFMT, S_IFREG, S_IFSOCK } from "../../../abi/stat.ts";
import type { Category } from "../../../policy/category/category.ts";
import type { Variant } from "../../row.ts";
import { CREATING, WRITING } from "../guards.ts";

/**
 * open and openat by their flags. The kernel takes an access mode of 3 as both, `__O_TMPFILE` alone as O_TMPFILE, and truncates with any
 * mode; an O_PATH open ignores the creating flags, which is the handler's business.
 */
export function openVariants(flags: number): readonly Variant[] {
  return [
    { test: [{ arg: flags, anyOf: O_CREAT }], verdict: "serve", handler: "open", answer: "addfd", guards: ["create"], hardenings: CREATING },
    { test: [{ arg: flags, anyOf: O_TRUNC }], verdict: "serve", handler: "open", answer: "addfd", guards: ["truncate", "chmod", "chattr"], hardenings: WRITING },
    { test: [{ arg: flags, anyOf: O_TMPFILE_BIT }], verdict: "serve", handler: "open", answer: "addfd", guards: ["mktemp", "readdir"], hardenings: CREATING },
    { test: [{ arg: flags, anyOf: O_ACCMODE }], verdict: "serve", handler: "open", answer: "addfd", guards: ["write"], hardenings: WRITING },
    { test: [{ arg: flags, mask: O_ACCMODE, notIn: [O_WRONLY] }], verdict: "serve", handler: "open", answer: "addfd", guards: ["read"] },
    { test: [{ arg: flags, noneOf: O_ACCMODE }], verdict: "serve", handler: "open", answer: "addfd", guards: ["readdir"] },
    { test: [{ arg: flags, anyOf: O_PATH }], verdict: "serve", handler: "open", answer: "addfd", guards: ["read", "readdir"], hardenings: ["allow_unsafe_open_path"] },
  ];
}

/** mknod and mknodat by the type in their mode; a type of 0 is a regular file. */
export function mknodVariants(mode: number): readonly Variant[] {
  const node = (type: number[], guards: readonly Category[]): Variant => ({
    test: [{ arg: mode, mask: S_IFMT, in: type }],
    verdict: "serve",
    handler: "mknod",
    answer: "emulate",
    guards: [...guards, "walk"],
    hardenings: ["mask"],
  });
  return [
    { test: [{ arg: mode, mask: S_IFMT, in: [S_IFBLK] }], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_mkbdev", note: "a device node reaches past the file system's rules" },
    { test: [{ arg: mode, mask: S_IFMT, in: [S_IFCHR] }], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_mkcdev", note: "a device node reaches past the file system's rules" },
    node([S_IFBLK], ["mkbdev"]),
    node([S_IFCHR], ["mkcdev"]),
    node([S_IFIFO], ["mkfifo"]),
    node([S_IFSOCK], ["net/bind"]),
    node([0, S_IFREG], ["create"]),
    { test: [{ arg: mode, mask: S_IFMT, in: [S_IFDIR] }], verdict: "refuse", errno: "EPERM", event: "never", note: "as the kernel answers: folders are made by mkdir" },
    { test: [{ arg: mode, mask: S_IFMT, in: [0, S_IFREG, S_IFIFO, S_IFSOCK, S_IFBLK, S_IFCHR] }], verdict: "allow", note: "nothing guards this type in this run" },
  ];
}

/** unlinkat removes a directory with AT_REMOVEDIR and a file without. */
export const UNLINKAT: readonly Variant[] = [
  { test: [{ arg: 2, anyOf: AT_REMOVEDIR }], verdict: "serve", handler: "rmdir", answer: "emulate", guards: ["rmdir", "walk"], hardenings: ["mask"] },
  { test: [{ arg: 2, noneOf: AT_REMOVEDIR }], verdict: "serve", handler: "unlink", answer: "emulate", guards: ["delete", "walk"], hardenings: ["mask", "append"] },
];

/** chroot without a guard is refused: afterwards "/" would be another directory than the one the rules speak of. */
export const CHROOT: readonly Variant[] = [
  { test: [], verdict: "serve", handler: "chroot", answer: "emulate", guards: ["chroot"] },
  { test: [], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_chroot", note: '"/" would be another directory than the one that the rules speak of' },
];
