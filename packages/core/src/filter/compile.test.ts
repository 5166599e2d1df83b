import { describe, expect, test } from "vitest";
import { AUDIT_ARCH } from "../abi/architecture.ts";
import { O_CREAT, O_PATH, O_RDONLY, O_RDWR, O_TMPFILE_BIT, O_TRUNC, O_WRONLY } from "../abi/fcntl.ts";
import type { FilterContext } from "../syscalls/context.ts";
import { SYSCALLS } from "../syscalls/table.ts";
import { compileFilter } from "./compile.ts";
import { simulate } from "./simulate.ts";
import { testContext } from "./test-context.ts";

const numberOf = (name: string): number => SYSCALLS.find((row) => row.name === name)?.nr.x64 ?? -1;

/** Runs one x86-64 call through the filter of a run. */
function ask(context: FilterContext, name: string, ...args: readonly (number | bigint)[]): string {
  const call = { arch: AUDIT_ARCH.x64, nr: numberOf(name), args: args.map(BigInt) };
  const { action, errno } = simulate(compileFilter(context), call);
  return errno === undefined ? action : `${action} ${errno}`;
}

describe("what is not guarded", () => {
  test("with everything off only refusals and changes of ids are notified", () => {
    const program = compileFilter(testContext());
    const notified = SYSCALLS.filter(
      (row) =>
        row.nr.x64 !== undefined &&
        simulate(program, { arch: AUDIT_ARCH.x64, nr: row.nr.x64, args: [] }).action === "notify",
    );
    expect(notified.map((row) => row.name).join(" ")).toBe(
      "acct add_key bpf chroot clock_settime delete_module file_setattr finit_module fsconfig fsmount fsopen fspick init_module ioperm iopl ioprio_set kcmp " +
        "kexec_file_load kexec_load keyctl lsm_set_self_attr modify_ldt mount mount_setattr move_mount mq_getsetattr mq_notify mq_open mq_timedreceive " +
        "mq_timedsend mq_unlink msgctl msgget msgrcv msgsnd name_to_handle_at open_by_handle_at open_tree open_tree_attr perf_event_open pidfd_getfd " +
        "pivot_root process_madvise process_vm_readv process_vm_writev ptrace quotactl quotactl_fd reboot remap_file_pages request_key semctl semget semop " +
        "semtimedop setdomainname setfsgid setfsuid setgid setgroups sethostname setns setregid setresgid setresuid setreuid settimeofday setuid shmat " +
        "shmctl shmdt shmget socketpair swapoff swapon syslog umount2 userfaultfd vhangup",
    );
  });

  const hot = ["read", "write", "pread64", "close", "mmap", "munmap", "mprotect", "brk", "madvise", "futex", "clock_gettime", "gettimeofday", "getpid",
    "getppid", "gettid", "lseek", "poll", "epoll_wait", "epoll_ctl", "recvfrom", "rt_sigaction", "rt_sigprocmask", "sched_yield", "nanosleep", "dup",
    "fsync", "writev", "readv", "getrandom", "fork", "vfork", "wait4", "exit_group"]; // prettier-ignore
  test.each([
    ["nothing", testContext()],
    ["everything", testContext("all")],
  ])("the kernel can cache the verdict of hot calls while %s is guarded", (_, context) => {
    const program = compileFilter(context);
    const slow = hot.filter((name) => {
      const result = simulate(program, { arch: AUDIT_ARCH.x64, nr: numberOf(name), args: [] });
      return result.action !== "allow" || !result.cacheable || result.steps > 20;
    });
    expect(slow).toEqual([]);
  });

  test("opens are not looked at in the argument when every kind of open is guarded", () => {
    const result = simulate(compileFilter(testContext("all")), {
      arch: AUDIT_ARCH.x64,
      nr: numberOf("openat"),
      args: [],
    });
    expect([result.action, result.cacheable]).toEqual(["notify", true]);
  });
});

describe("opens by their flags", () => {
  const writes = testContext(["write", "create", "truncate", "mktemp"], []);
  const reads = testContext(["read"], []);
  test.each([
    [O_RDONLY, "allow", "notify"],
    [O_WRONLY, "notify", "allow"],
    [O_RDWR, "notify", "notify"],
    [3, "notify", "notify"],
    [O_RDONLY | O_TRUNC, "notify", "notify"],
    [O_RDONLY | O_CREAT, "notify", "notify"],
    [O_WRONLY | O_TMPFILE_BIT, "notify", "allow"],
    [O_RDONLY | O_TMPFILE_BIT, "notify", "notify"],
    [O_PATH, "allow", "notify"],
    [O_PATH | O_WRONLY, "notify", "notify"],
    [O_RDONLY | 0o4000 | 0o2000000, "allow", "notify"],
  ])("flags %d with writes guarded: %s, with reads guarded: %s", (flags, withWrites, withReads) => {
    expect([ask(writes, "open", 0, flags), ask(writes, "openat", 0, 0, flags)]).toEqual([withWrites, withWrites]);
    expect([ask(reads, "open", 0, flags), ask(reads, "openat", 0, 0, flags)]).toEqual([withReads, withReads]);
    expect(ask(writes, "openat", 0, 0, 0xffffffff00000000n | BigInt(flags))).toBe(withWrites);
  });

  test("openat2 is always asked, its flags are in memory", () => {
    expect([ask(writes, "openat2"), ask(reads, "openat2"), ask(testContext([], []), "openat2")]).toEqual([
      "notify",
      "notify",
      "allow",
    ]);
  });

  test("creat is a write", () => {
    expect([ask(writes, "creat"), ask(reads, "creat")]).toEqual(["notify", "allow"]);
  });
});

describe("when a call is handed over", () => {
  test.each([
    ["access", ["stat"], ["read"]],
    ["access", ["walk"], ["list"]],
    ["rename", ["walk"], ["read"]],
    ["stat", ["stat"], ["chdir"]],
    ["stat", ["walk"], []],
    ["openat", ["walk"], ["stat"]],
    ["execve", ["walk"], ["read"]],
    ["inotify_add_watch", ["walk"], ["list"]],
    ["rename", ["mkdir"], ["write"]],
    ["link", ["create"], ["delete"]],
    ["truncate", ["chattr"], ["write"]],
    ["chown", ["utime"], ["write"]],
    ["getdents64", ["list"], ["readdir"]],
    ["sendmsg", ["sendfd"], ["net/bind"]],
    ["connect", ["net/connect"], ["net/bind"]],
    ["eventfd2", ["create"], ["write"]],
    ["umask", ["mkfifo"], ["stat"]],
    ["fchdir", ["chdir"], ["walk"]],
  ] as const)("%s is when %s is guarded, not when %s is", (name, on, off) => {
    expect([ask(testContext(on, []), name), ask(testContext(off, []), name)]).toEqual(["notify", "allow"]);
  });

  test.each([
    ["mkfifo", 0o010644, "notify"],
    ["mkfifo", 0o140644, "allow"],
    ["create", 0o644, "notify"],
    ["create", 0o100644, "notify"],
    ["create", 0o040755, "errno 1"],
    ["create", 0o120777, "errno 22"],
    ["create", 0x10000 | 0o100644, "notify"],
  ] as const)("with %s guarded, mknod of mode %d: %s", (category, mode, verdict) => {
    expect(ask(testContext([category], []), "mknod", 0, mode)).toBe(verdict);
  });

  // What every reply of a server is. The peer was judged when the socket was connected.
  test.each([
    ["no address", 0n, 0, "allow"],
    ["no address and MSG_NOSIGNAL", 0n, 0x4000, "allow"],
    ["no address and MSG_OOB", 0n, 1, "notify"],
    ["an address", 0x7fff_1234_0000n, 0, "notify"],
    ["an address whose lower half is 0", 0x1_0000_0000n, 0, "notify"],
  ] as const)("sendto with %s", (_, address, flags, verdict) => {
    expect(ask(testContext(["net/connect"], []), "sendto", 3, 4096, 5, flags, address, 16)).toBe(verdict);
  });

  test("unlinkat removes files and folders", () => {
    const deletes = testContext(["delete"], []);
    const rmdirs = testContext(["rmdir"], []);
    expect([ask(deletes, "unlinkat", 0, 0, 0), ask(deletes, "unlinkat", 0, 0, 0x200)]).toEqual(["notify", "allow"]);
    expect([ask(rmdirs, "unlinkat", 0, 0, 0), ask(rmdirs, "unlinkat", 0, 0, 0x200)]).toEqual(["allow", "notify"]);
  });
});
