import {
  AT_REMOVEDIR,
  F_GETLEASE,
  F_GETOWN,
  F_GETOWN_EX,
  F_GETSIG,
  F_NOTIFY,
  F_SETLEASE,
  F_SETOWN,
  F_SETOWN_EX,
  F_SETPIPE_SZ,
  F_SETSIG,
  F_GETDELEG,
  F_SETDELEG,
  O_ACCMODE,
  O_CREAT,
  O_EXCL,
  O_PATH,
  O_TMPFILE_BIT,
  O_TRUNC,
  O_WRONLY,
} from "../../abi/fcntl.ts";
import { ALL_NAMESPACES, CLONE_NAMESPACES, CLONE_FILES, CLONE_FS, CLONE_SIGHAND, CLONE_SYSVSEM, CLONE_THREAD, CLONE_VM } from "../../abi/clone.ts";
import { PR_GET_AUXV, PR_LAST, PR_SCHED_CORE, PR_SET_DUMPABLE, PR_SET_MM, PR_SET_NAME, PR_SET_PTRACER, PR_SET_SECCOMP, PR_SET_VMA, PR_SYSCALL_USER_DISPATCH } from "../../abi/prctl.ts";
import { AF_ALG, AF_INET, AF_INET6, AF_NETLINK, AF_PACKET, AF_UNIX, AF_UNSPEC, SOCK_DGRAM, SOCK_PACKET, SOCK_RAW, SOCK_STREAM, SOCK_TYPE_MASK } from "../../abi/socket.ts";
import { S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFMT, S_IFREG, S_IFSOCK } from "../../abi/stat.ts";
import type { Category } from "../../policy/category.ts";
import type { OptionName } from "../options-table.ts";
import type { ContextValues, Variant } from "../row.ts";

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
  ...WALKING,
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
const WRITING: readonly OptionName[] = ["append", "force_ro_open", "force_wx_open"];

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

/** Whatever makes new file system objects asks the umask. */
export const UMASK_USERS: readonly Category[] = ["create", "mkdir", "mkfifo", "mkbdev", "mkcdev", "mktemp", "net/bind"];

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
    guards,
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
  { test: [{ arg: 2, anyOf: AT_REMOVEDIR }], verdict: "serve", handler: "rmdir", answer: "emulate", guards: ["rmdir"], hardenings: ["mask"] },
  { test: [{ arg: 2, noneOf: AT_REMOVEDIR }], verdict: "serve", handler: "unlink", answer: "emulate", guards: ["delete"], hardenings: ["mask", "append"] },
];

/** chroot without a guard is refused: afterwards "/" would be another directory than the one the rules speak of. */
export const CHROOT: readonly Variant[] = [
  { test: [], verdict: "serve", handler: "chroot", answer: "emulate", guards: ["chroot"] },
  { test: [], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_chroot", note: '"/" would be another directory than the one that the rules speak of' },
];

export const PIVOT_ROOT: readonly Variant[] = [
  { test: [], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_pivot_root", note: "changes what paths mean" },
];

/** O_NOTIFICATION_PIPE is O_EXCL. */
export const PIPE2: readonly Variant[] = [
  { test: [{ arg: 1, anyOf: O_EXCL }], verdict: "refuse", errno: "ENOPKG", event: "never", hardening: "allow_unsafe_pipe", note: "a notification pipe tells of keys and mounts; most kernels have none" },
];

const SHARED = "objects that other programs share, which no rule speaks of";
const NO_SYSTEM_V: Variant = { test: [], verdict: "refuse", errno: "ENOSYS", event: "always", hardening: "allow_unsafe_shm", note: SHARED };
const NO_QUEUES: Variant = { test: [], verdict: "refuse", errno: "ENOSYS", event: "always", hardening: "allow_unsafe_msgqueue", note: SHARED };

/** Modes of shared objects: only the owner reads and writes them. */
const looseMode = (arg: number, hardening: "allow_unsafe_perm_shm" | "allow_unsafe_perm_msgqueue"): Variant => ({
  test: [{ arg, anyOf: 0o177 }],
  verdict: "refuse",
  errno: "EACCES",
  event: "always",
  hardening,
  note: "an object that others may use",
});

export const SHMGET: readonly Variant[] = [NO_SYSTEM_V, looseMode(2, "allow_unsafe_perm_shm")];
export const SEMGET: readonly Variant[] = [NO_SYSTEM_V, looseMode(2, "allow_unsafe_perm_shm")];
export const MSGGET: readonly Variant[] = [NO_SYSTEM_V, looseMode(1, "allow_unsafe_perm_shm")];
export const MQ_OPEN: readonly Variant[] = [NO_QUEUES, looseMode(2, "allow_unsafe_perm_msgqueue")];

/** IPC_SET is 1; MSG_STAT_ANY 13, SHM_STAT_ANY 15 and SEM_STAT_ANY 20 look at everybody's objects. */
const ownership = (arg: number): readonly Variant[] => [
  NO_SYSTEM_V,
  { test: [{ arg, in: [1, 13, 15, 20] }], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_perm_shm", note: "gives an object to others, or looks at theirs" },
];

export const SHMCTL: readonly Variant[] = ownership(1);
export const SEMCTL: readonly Variant[] = ownership(2);
export const MSGCTL: readonly Variant[] = ownership(1);

/** SHM_EXEC. */
export const SHMAT: readonly Variant[] = [
  NO_SYSTEM_V,
  { test: [{ arg: 2, anyOf: 0o100000 }], verdict: "refuse", errno: "EACCES", event: "always", hardening: "allow_unsafe_exec_memory", note: "others could write what is executable" },
];

export const IOCTL: readonly Variant[] = [
  { test: [{ arg: 1, in: "deniedIoctls" }], verdict: "refuse", errno: "ENOTTY", event: "never", note: "see DENIED_IOCTLS; programs such as cp try some of them all the time" },
];

export const FCNTL: readonly Variant[] = [
  { test: [{ arg: 1, in: [F_SETOWN, F_GETOWN, F_SETSIG, F_GETSIG, F_SETOWN_EX, F_GETOWN_EX] }], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_fcntl", note: "signals whoever the owner is, outside too" },
  { test: [{ arg: 1, in: [F_SETLEASE, F_GETLEASE, F_GETDELEG, F_SETDELEG] }], verdict: "refuse", errno: "EACCES", event: "always", hardening: "allow_unsafe_fcntl", note: "a lease makes other processes' opens wait, the supervisor's too" },
  { test: [{ arg: 1, in: [F_NOTIFY] }], verdict: "refuse", errno: "EINVAL", event: "always", hardening: "allow_unsafe_fcntl", note: "watches a folder that no notify rule was asked for" },
  { test: [{ arg: 1, in: [F_SETPIPE_SZ] }, { arg: 2, above: "pipeLimit" }], verdict: "refuse", errno: "EPERM", event: "never", note: "larger than pipe/max" },
];

export const PRCTL: readonly Variant[] = [
  { test: [{ arg: 0, in: [PR_SET_MM] }], verdict: "refuse", errno: "EPERM", event: "always", note: "rewrites what /proc says of the process, the executed file too" },
  { test: [{ arg: 0, in: [PR_SET_SECCOMP] }], verdict: "refuse", errno: "EINVAL", event: "always", hardening: "allow_unsafe_cbpf", note: "a stacked filter can only restrict: ours outranks what it might allow" },
  { test: [{ arg: 0, in: [PR_SYSCALL_USER_DISPATCH] }], verdict: "refuse", errno: "EINVAL", event: "always", hardening: "allow_unsafe_sud", note: "turns calls into signals before the filter sees them" },
  { test: [{ arg: 0, in: [PR_SET_DUMPABLE] }, { arg: 1, in: [0] }], verdict: "pretend", note: "the supervisor could not read the process any more and would have to fail its calls" },
  { test: [{ arg: 0, in: [PR_SET_PTRACER] }], verdict: "pretend", hardening: "allow_unsafe_ptrace", note: "nobody inside may trace anyway" },
  { test: [{ arg: 0, in: [PR_SET_NAME] }], verdict: "pretend", hardening: "allow_unsafe_proc_name", note: "keeps the name that the log shows" },
  { test: [{ arg: 0, in: [PR_SCHED_CORE] }, { arg: 2, in: "protectedPids" }], verdict: "refuse", errno: "ESRCH", event: "always", note: "sbx shares no core scheduling cookie" },
  { test: [{ arg: 0, in: [PR_GET_AUXV, PR_SET_VMA, PR_SET_PTRACER] }], verdict: "allow", note: "own memory and attributes only" },
  { test: [{ arg: 0, above: PR_LAST }], verdict: "refuse", errno: "EINVAL", event: "never", note: "an option that this table does not know yet" },
];

/** Calls whose first number is a process: none of them reaches sbx. */
export function notProtected(pid: number, errno: "EPERM" | "ESRCH" = "ESRCH"): readonly Variant[] {
  return [{ test: [{ arg: pid, in: "protectedPids" }], verdict: "refuse", errno, event: "always", note: "the process belongs to sbx" }];
}

/** Signals: to sbx none. Without the kernel's signal scope neither to everybody nor to the own process group, in which sbx may be. */
export const KILL: readonly Variant[] = [
  { test: [{ arg: 0, in: "protectedPids" }], verdict: "refuse", errno: "EPERM", event: "always", note: "the process belongs to sbx" },
  { test: [{ arg: 0, in: "protectedGroups" }], verdict: "refuse", errno: "EPERM", event: "always", note: "the process group is sbx's" },
  { test: [{ context: "noSignalScope" }, { arg: 0, in: [0, -1] }, { arg: 1, notIn: [0] }], verdict: "refuse", errno: "EPERM", event: "always", note: "would reach sbx, which Landlock does not shield on this kernel" },
];

/** A folder of /proc is a pidfd too. Without the kernel's signal scope it could be sbx's; programs fall back to kill. */
export const PIDFD_SEND_SIGNAL: readonly Variant[] = [
  { test: [{ context: "noSignalScope" }], verdict: "refuse", errno: "ENOSYS", event: "never", note: "the process behind a descriptor cannot be seen by the filter" },
];

/** tgkill and rt_tgsigqueueinfo name a process and one of its threads. */
export const TGKILL: readonly Variant[] = [...notProtected(0, "EPERM"), ...notProtected(1, "EPERM")];

/** RLIMIT_CORE is 4. The limit is 0 from the start: the kernel would write a core file into the working directory past every rule. */
export const SETRLIMIT: readonly Variant[] = [
  { test: [{ arg: 0, in: [4] }], verdict: "pretend", hardening: "core", note: "core files stay off: the kernel would write them past every rule" },
];

export const PRLIMIT: readonly Variant[] = [
  { test: [{ arg: 0, in: "protectedPids" }], verdict: "refuse", errno: "ESRCH", event: "always", note: "the process belongs to sbx" },
  { test: [{ arg: 1, in: [4] }, { arg: 2, notIn: [0] }, { arg: 3, in: [0] }], verdict: "pretend", hardening: "core", note: "core files stay off: the kernel would write them past every rule" },
  { test: [{ arg: 1, in: [4] }, { arg: 2, notIn: [0] }], verdict: "refuse", errno: "EPERM", event: "never", hardening: "core", note: "as above, but the old limit is asked for and cannot be told" },
  { test: [{ arg: 2, notIn: [0] }], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_prlimit", note: "limits stay as they are" },
  { test: [{ arg: 0, notIn: [0] }, { arg: 2, notIn: [0] }], verdict: "refuse", errno: "EPERM", event: "always", note: "the kernel lets a user limit all of their processes, those outside too" },
];

/** Scheduling calls that change something: never sbx, nobody at all with the hardening. */
export const RESCHEDULE: readonly Variant[] = [
  { test: [{ arg: 0, in: "protectedPids" }], verdict: "refuse", errno: "ESRCH", event: "always", note: "the process belongs to sbx" },
  { test: [], verdict: "refuse", errno: "ENOSYS", event: "never", hardening: "allow_unsafe_nice", note: "priorities stay as they are" },
];

/** setpriority: PRIO_PROCESS is 0; a whole group or user would take sbx with it. */
export const SETPRIORITY: readonly Variant[] = [
  { test: [], verdict: "refuse", errno: "ENOSYS", event: "never", hardening: "allow_unsafe_nice", note: "priorities stay as they are" },
  { test: [{ arg: 0, notIn: [0] }], verdict: "refuse", errno: "EPERM", event: "always", note: "a group or a user includes processes outside" },
  { test: [{ arg: 1, in: "protectedPids" }], verdict: "refuse", errno: "ESRCH", event: "always", note: "the process belongs to sbx" },
];

/** ioprio_set: IOPRIO_WHO_PROCESS is 1. */
export const IOPRIO_SET: readonly Variant[] = [
  { test: [], verdict: "refuse", errno: "ENOSYS", event: "never", hardening: "allow_unsafe_nice", note: "priorities stay as they are" },
  { test: [{ arg: 0, notIn: [1] }], verdict: "refuse", errno: "EPERM", event: "always", note: "a group or a user includes processes outside" },
  { test: [{ arg: 1, in: "protectedPids" }], verdict: "refuse", errno: "ESRCH", event: "always", note: "the process belongs to sbx" },
];

/** Calls on another process's pages or thread list: a process may only mean itself. */
export const OWN_PID_ONLY: readonly Variant[] = [
  { test: [{ arg: 0, notIn: [0] }], verdict: "refuse", errno: "EPERM", event: "always", note: "another process's memory, outside too" },
];

export const CLONE: readonly Variant[] = [
  { test: [{ arg: 0, anyOf: CLONE_NAMESPACES, except: "allowedNamespaces" }], verdict: "refuse", errno: "EPERM", event: "always", note: "in a namespace of its own a program has mounts, ids and capabilities that the rules do not see" },
];

/** unshare may only part from other threads of the program; a bit that this table does not know is refused too. */
export const UNSHARE: readonly Variant[] = [
  {
    test: [{ arg: 0, anyOf: ~(CLONE_FS | CLONE_FILES | CLONE_SYSVSEM | CLONE_THREAD | CLONE_SIGHAND | CLONE_VM) >>> 0, except: "allowedNamespaces" }],
    verdict: "refuse",
    errno: "EPERM",
    event: "always",
    note: "in a namespace of its own a program has mounts, ids and capabilities that the rules do not see",
  },
];

/** setns: a descriptor's namespace is seen by the filter only if the caller says its kind. */
export const SETNS: readonly Variant[] = [
  { test: [{ context: "allNamespacesAllowed" }], verdict: "allow", note: "all namespaces are allowed" },
  { test: [{ arg: 1, anyOf: ALL_NAMESPACES }, { arg: 1, noneOf: 0xffffffff, except: "allowedNamespaces" }], verdict: "allow", note: "only allowed namespaces" },
];

/** clone3's flags are in memory: it can only be allowed if all of them may be given. */
export const CLONE3: readonly Variant[] = [
  { test: [{ context: "allNamespacesAllowed" }], verdict: "allow", note: "all namespaces are allowed" },
];

/** Bits of a persona that only say how the system is shown: PER_LINUX32 (8) and UNAME26. */
const SHOWN_PERSONA = 0x20008;

/** personality: asking (-1) and harmless values. READ_IMPLIES_EXEC, MMAP_PAGE_ZERO and ADDR_NO_RANDOMIZE weaken the program's own protection. */
export const PERSONALITY: readonly Variant[] = [
  { test: [{ arg: 0, in: [-1] }], verdict: "allow", note: "asks only" },
  { test: [{ arg: 0, anyOf: ~SHOWN_PERSONA >>> 0 }], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_personality", note: "weakens the program's own memory protection" },
];

/** IP protocols whose addresses are those of bind, connect and send: the default, ICMP, TCP, UDP, ICMPv6, UDP-Lite and MPTCP. */
const KNOWN_PROTOCOLS: readonly number[] = [0, 1, 6, 17, 58, 136, 262];

/** Families and types of sockets; of netlink only the protocols that the policy allows. */
export const SOCKET: readonly Variant[] = [
  { test: [{ arg: 0, in: [AF_PACKET] }], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_socket", note: "sees and sends packets below any address rule" },
  { test: [{ arg: 0, in: [AF_INET, AF_INET6] }, { arg: 1, mask: SOCK_TYPE_MASK, in: [SOCK_RAW, SOCK_PACKET] }], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_socket", note: "sends packets that no address rule sees" },
  { test: [{ arg: 0, in: [AF_INET, AF_INET6] }, { arg: 1, mask: SOCK_TYPE_MASK, notIn: [SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_PACKET] }], verdict: "refuse", errno: "ESOCKTNOSUPPORT", event: "always", hardening: "allow_unsupp_socket", note: "SCTP sockets bind and connect by socket options, past the rules" },
  { test: [{ arg: 0, in: [AF_INET, AF_INET6] }, { arg: 1, mask: SOCK_TYPE_MASK, in: [SOCK_STREAM, SOCK_DGRAM] }, { arg: 2, notIn: KNOWN_PROTOCOLS }], verdict: "refuse", errno: "EPROTONOSUPPORT", event: "always", hardening: "allow_unsupp_socket", note: "SCTP sockets bind and connect by socket options, past the rules" },
  { test: [{ arg: 0, in: [AF_ALG] }], verdict: "refuse", errno: "EAFNOSUPPORT", event: "always", hardening: "allow_unsafe_kcapi", note: "kernel cryptography is a large surface" },
  { test: [{ arg: 0, in: [AF_NETLINK] }, { arg: 2, notIn: "netlinkProtocols" }], verdict: "refuse", errno: "EPROTONOSUPPORT", event: "always", note: "a netlink protocol that the policy does not allow" },
  { test: [{ arg: 0, notIn: [AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, AF_PACKET, AF_ALG] }], verdict: "refuse", errno: "EAFNOSUPPORT", event: "always", hardening: "allow_unsupp_socket", note: "no rule can speak of its addresses" },
];

export const SOCKETPAIR: readonly Variant[] = [
  { test: [{ arg: 0, notIn: [AF_UNIX] }], verdict: "refuse", errno: "EAFNOSUPPORT", event: "always", hardening: "allow_unsupp_socket", note: "only UNIX sockets come in pairs" },
];

/** seccomp: SECCOMP_SET_MODE_FILTER is 1, SECCOMP_FILTER_FLAG_NEW_LISTENER is 8. */
export const SECCOMP: readonly Variant[] = [
  { test: [{ arg: 0, in: [1] }, { arg: 1, anyOf: 8 }], verdict: "refuse", errno: "EBUSY", event: "always", note: "one listener per program, as the kernel would answer" },
  { test: [{ arg: 0, in: [1] }], verdict: "refuse", errno: "EINVAL", event: "always", hardening: "allow_unsafe_cbpf", note: "a stacked filter can only restrict: ours outranks what it might allow" },
];

/** FUTEX_LOCK_PI, UNLOCK_PI, TRYLOCK_PI, WAIT_REQUEUE_PI, CMP_REQUEUE_PI and LOCK_PI2; bits above are flags. */
export const FUTEX: readonly Variant[] = [
  { test: [{ arg: 1, mask: 0x7f, in: [6, 7, 8, 11, 12, 13] }], verdict: "refuse", errno: "ENOSYS", event: "never", hardening: "allow_unsafe_futex", note: "priority inheritance has been a rich source of kernel bugs" },
];

/** ARCH_SHSTK_DISABLE and ARCH_SHSTK_UNLOCK. */
export const ARCH_PRCTL: readonly Variant[] = [
  { test: [{ arg: 0, in: [0x5002, 0x5004] }], verdict: "refuse", errno: "EINVAL", event: "always", hardening: "allow_unsafe_arch_prctl", note: "keeps the shadow stack on" },
];

/** What the kernel leaves to capabilities, while the program holds some. */
export const NOT_WITH_CAPABILITIES: readonly Variant[] = [
  { test: [{ context: "hasCapabilities" }], verdict: "refuse", errno: "EPERM", event: "always", note: "the supervisor does not follow changes of capabilities" },
];

/** A privileged fanotify group hands out descriptors of files that others open, past every rule. */
export const FANOTIFY_INIT: readonly Variant[] = [
  { test: [{ context: "hasCapabilities" }], verdict: "refuse", errno: "EPERM", event: "always", note: "a privileged group hands out descriptors of files that others open" },
];

/** The highest advice besides the two privileged ones: MADV_GUARD_INSTALL is 102, MADV_GUARD_REMOVE 103. */
const LAST_ADVICE = 103;

/**
 * Advice that is passed on while the rest is pretended: SEQUENTIAL, DONTNEED, REMOVE, HUGEPAGE, NOHUGEPAGE, DONTDUMP, POPULATE_READ and
 * _WRITE, COLLAPSE, GUARD_INSTALL and _REMOVE. Origin: include/uapi/asm-generic/mman-common.h, Linux 6.18.
 */
const USEFUL_ADVICE: readonly number[] = [2, 4, 9, 14, 15, 16, 22, 23, 25, 102, 103];

/** MADV_HWPOISON and MADV_SOFT_OFFLINE take pages from the whole system; the kernel lets only privileged programs. */
export const MADVISE: readonly Variant[] = [
  { test: [{ context: "hasCapabilities" }, { arg: 2, in: [100, 101] }], verdict: "refuse", errno: "EPERM", event: "always", note: "takes pages from the whole system" },
  { test: [{ arg: 2, in: [100, 101] }], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_madvise", note: "takes pages from the whole system" },
  { test: [{ arg: 2, above: LAST_ADVICE }], verdict: "refuse", errno: "ENOSYS", event: "never", hardening: "allow_unsafe_madvise", note: "advice that this table does not know" },
  { test: [{ arg: 2, notIn: USEFUL_ADVICE }], verdict: "pretend", hardening: "allow_unsafe_madvise", note: "advice changes nothing that a program can rely on" },
];

/** PROT_EXEC is 4, PROT_WRITE 2; MAP_ANONYMOUS is 0x20, MAP_SHARED and MAP_SHARED_VALIDATE are types 1 and 3. */
export const MMAP: readonly Variant[] = [
  { test: [{ arg: 2, mask: 6, in: [6] }], verdict: "refuse", errno: "EACCES", event: "always", hardening: "allow_unsafe_exec_memory", note: "memory that can be written is not executable" },
  { test: [{ arg: 2, anyOf: 4 }, { arg: 3, anyOf: 0x20 }], verdict: "refuse", errno: "EACCES", event: "always", hardening: "allow_unsafe_exec_memory", note: "what is executable comes from a file" },
  { test: [{ arg: 2, anyOf: 4 }, { arg: 3, mask: 0xf, in: [1, 3] }], verdict: "refuse", errno: "EACCES", event: "always", hardening: "allow_unsafe_exec_memory", note: "others could write what is executable" },
];

/** Memory that is there may have been written. */
export const MPROTECT: readonly Variant[] = [
  { test: [{ arg: 2, anyOf: 4 }], verdict: "refuse", errno: "EACCES", event: "always", hardening: "allow_unsafe_exec_memory", note: "what was written is not executable" },
];

/** Setting the clock; reading it through adjtimex stays possible without capabilities. */
export const ADJTIMEX: readonly Variant[] = [
  { test: [{ context: "hasCapabilities" }], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_time", note: "the mode is in memory; with capabilities it may set the clock" },
];

/** Own ids are no change; -1 leaves an id as it is. */
export function ownIds(kind: "uid" | "gid", count: number): readonly Variant[] {
  const values: ContextValues = kind;
  const test = Array.from({ length: count }, (_, arg) => ({ arg, in: values }));
  return [{ test, verdict: "allow", note: "the program's own id, or no change" }];
}
