import type { Category } from "../../policy/category/category.ts";
import type { OptionName } from "../options-table.ts";

/** Options that change how any path is walked. */
export const WALKING: readonly OptionName[] = [
  "allow_unsafe_filename",
  "allow_unsafe_magiclinks",
  "allow_unsafe_symlinks",
  "force_no_magiclinks",
  "force_no_symlinks",
  "force_no_xdev",
];

/** Options that look at every metadata call. */
export const STATTING: readonly OptionName[] = [
  ...WALKING.filter((name) => name !== "allow_unsafe_magiclinks"),
  "allow_unsafe_stat_magiclinks",
  "allow_unsafe_deleted",
  "allow_unsafe_stat_bdev",
  "allow_unsafe_stat_cdev",
  "commands",
  "crypt",
  "mask",
];

/** Options that look at every open. */
export const OPENING: readonly OptionName[] = [
  ...WALKING,
  "allow_unsafe_deleted",
  "allow_unsafe_machine_id",
  "allow_unsafe_open_suid",
  "allow_unsafe_proc_pid_status",
  "commands",
  "crypt",
  "deny_dotdot",
  "force_cloexec",
  "force_rand_fd",
  "fs",
  "mask",
];

/** Options that look at opens that create. */
export const CREATING: readonly OptionName[] = ["allow_unsafe_create", "force_ro_open", "force_umask", "force_wx_open", "append"];

/** Options that look at opens that write or shorten. */
export const WRITING: readonly OptionName[] = ["append", "force_ro_open", "force_wx_open"];

/** Options that look at extended attributes. */
export const XATTRS: readonly OptionName[] = [...WALKING, "allow_unsafe_xattr", "append", "mask"];

/** Options that look at every exec. */
export const EXECUTING: readonly OptionName[] = [
  ...WALKING,
  "allow_unsafe_exec_ldso",
  "allow_unsafe_exec_libc",
  "allow_unsafe_exec_nopie",
  "allow_unsafe_exec_null",
  "allow_unsafe_exec_stack",
  "allow_unsafe_exec_textrel",
  "allow_unsafe_memfd",
  "deny_exec_elf32",
  "deny_exec_elf_dynamic",
  "deny_exec_elf_norelro",
  "deny_exec_elf_static",
  "deny_exec_script",
  "deny_vdso",
  "force",
  "segvguard",
  "tpe",
];

/** Options that look at watches. */
export const WATCHING: readonly OptionName[] = [...WALKING, "allow_unsafe_notify_bdev", "allow_unsafe_notify_cdev", "mask"];

/** Categories whose calls the supervisor makes in place of the program. */
export const PATH_CATEGORIES: readonly Category[] = [
  "walk", "stat", "read", "write", "create", "delete", "rename", "readlink", "symlink", "truncate", "readdir",
  "mkdir", "rmdir", "chown", "chgrp", "chmod", "chattr", "notify", "utime", "mkbdev", "mkcdev", "mkfifo", "mktemp", "net/bind", "net/connect",
];

/** Whatever makes new file system objects asks the umask: every open that is handed over may be one. */
export const UMASK_USERS: readonly Category[] = [
  "create", "mkdir", "mkfifo", "mkbdev", "mkcdev", "mktemp", "net/bind",
  "walk", "read", "write", "readdir", "truncate", "chmod", "chattr",
];
