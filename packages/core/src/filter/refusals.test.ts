import { describe, expect, test } from "vitest";
import { AUDIT_ARCH, X32_SYSCALL_BIT } from "../abi/architecture.ts";
import type { FilterContext } from "../syscalls/context.ts";
import { SYSCALLS } from "../syscalls/table.ts";
import { compileFilter } from "./compile.ts";
import { simulate } from "./simulate.ts";
import { testContext } from "./test-context.ts";

const numberOf = (name: string): number => SYSCALLS.find((row) => row.name === name)?.nr.x64 ?? -1;

function ask(context: FilterContext, name: string, ...args: readonly (number | bigint)[]): string {
  const { action, errno } = simulate(compileFilter(context), {
    arch: AUDIT_ARCH.x64,
    nr: numberOf(name),
    args: args.map(BigInt),
  });
  return errno === undefined ? action : `${action} ${errno}`;
}

const off = testContext();
const CLONE_NEWUSER = 0x10000000;

describe("bypasses are refused with everything off (pitfalls 61, 62, 63, 81, 86, 96)", () => {
  test.each([
    ["io_uring_setup", [8], "errno 38"],
    ["io_uring_enter", [], "errno 38"],
    ["io_uring_register", [], "errno 38"],
    ["clone3", [], "errno 38"],
    ["clone", [0x11], "allow"],
    ["clone", [0x3d0f00], "allow"],
    ["clone", [CLONE_NEWUSER | 0x11], "notify"],
    ["clone", [0x20000], "notify"],
    ["clone", [0x12340000_00000011n], "allow"],
    ["clone", [0x12340000_10000011n], "notify"],
    ["unshare", [0x200], "allow"],
    ["unshare", [0x600], "allow"],
    ["unshare", [CLONE_NEWUSER], "notify"],
    ["unshare", [0x80], "notify"],
    ["unshare", [0x200 | 0x1000], "notify"],
    ["setns", [], "notify"],
    ["ptrace", [0], "notify"],
    ["process_vm_writev", [], "notify"],
    ["pidfd_getfd", [], "notify"],
    ["open_by_handle_at", [], "notify"],
    ["name_to_handle_at", [], "notify"],
    ["fsopen", [], "notify"],
    ["open_tree", [], "notify"],
    ["userfaultfd", [], "notify"],
    ["bpf", [], "notify"],
    ["keyctl", [], "notify"],
    ["seccomp", [1, 0], "allow"],
    ["seccomp", [1, 8], "notify"],
    ["seccomp", [1, 0xffffffff00000001n], "allow"],
    ["seccomp", [2], "allow"],
    ["prctl", [35], "notify"],
    ["prctl", [0x100000023n], "notify"],
    ["prctl", [4, 0], "errno 0"],
    ["prctl", [4, 1], "allow"],
    ["prctl", [4, 0x100000000n], "allow"],
    ["prctl", [15], "allow"],
    ["prctl", [62, 1, 0], "allow"],
    ["prctl", [62, 1, 0x100000000n | 4242n], "notify"],
    ["prctl", [79], "errno 22"],
    ["prctl", [0x53564d41], "allow"],
    ["ioctl", [0, 0x5412], "errno 25"],
    ["ioctl", [0, 0xffffffff00005412n], "errno 25"],
    ["ioctl", [0, 0x5401], "allow"],
    ["fcntl", [0, 8], "notify"],
    ["fcntl", [0, 0x100000008n], "notify"],
    ["fcntl", [0, 3], "allow"],
    ["personality", [0xffffffff], "allow"],
    ["personality", [0x20008], "allow"],
    ["personality", [0x0400000], "notify"],
    ["mknod", [0, 0o020644], "notify"],
    ["socket", [1, 1], "allow"],
    ["socket", [2, 1], "allow"],
    ["socket", [2, 0x80003], "notify"],
    ["socket", [2, 10], "notify"],
    ["socket", [10, 2], "allow"],
    ["socket", [2, 0x80801, 6], "allow"],
    ["socket", [2, 1, 262], "allow"],
    ["socket", [2, 1, 132], "notify"],
    ["socket", [2, 5, 0], "notify"],
    ["socket", [10, 6, 0], "notify"],
    ["socket", [16, 3, 0], "allow"],
    ["socket", [16, 3, 15], "notify"],
    ["socket", [17, 3], "notify"],
    ["socket", [38, 5], "notify"],
    ["socket", [40, 1], "notify"],
    ["socket", [0x100000028n, 1], "notify"],
    ["prlimit64", [0, 7, 1], "allow"],
    ["prlimit64", [0, 4, 1, 0], "errno 0"],
    ["prlimit64", [0, 4, 1, 1], "errno 1"],
    ["prlimit64", [0, 4, 0, 1], "allow"],
    ["setrlimit", [4, 1], "errno 0"],
    ["setrlimit", [7, 1], "allow"],
    ["ioctl", [0, 0x5000940e], "errno 25"],
    ["ioctl", [0, 0xc0385869], "errno 25"],
    ["prlimit64", [99, 7, 0], "allow"],
    ["prlimit64", [99, 7, 0x100000000n], "notify"],
    ["setpriority", [0, 99], "allow"],
    ["setpriority", [2, 1000], "notify"],
    ["setuid", [1000], "allow"],
    ["setuid", [0x100000000n | 1000n], "allow"],
    ["setuid", [0], "notify"],
    ["setresuid", [-1, 1000, 0xffffffff], "allow"],
    ["setresuid", [-1, 1000, 0], "notify"],
    ["setgroups", [0], "notify"],
  ] as const)("%s %o: %s", (name, args, verdict) => {
    expect(ask(off, name, ...args)).toBe(verdict);
  });

  test("sbx and the monitor are out of reach", () => {
    const calls = [
      ["kill", 4242, 9], ["kill", 4243, 0], ["kill", -4242, 15], ["kill", 0xffffffff00001092n, 9], ["tkill", 4242, 9], ["tgkill", 4242, 1, 9],
      ["tgkill", 1, 4243, 9], ["rt_sigqueueinfo", 4242, 9], ["rt_tgsigqueueinfo", 4242, 4242, 9], ["pidfd_open", 4242, 0], ["prlimit64", 4242, 7, 0],
      ["sched_setaffinity", 4242], ["sched_setscheduler", 4242], ["sched_setattr", 4242], ["setpriority", 0, 4242], ["ioprio_set", 1, 4242],
      ["move_pages", 4242], ["prctl", 62, 1, 4242],
    ] as const; // prettier-ignore
    expect(calls.filter(([name, ...args]) => ask(off, name, ...args) !== "notify")).toEqual([]);
    expect([ask(off, "kill", 77, 9), ask(off, "tgkill", 77, 78, 9), ask(off, "pidfd_open", 77)]).toEqual([
      "allow",
      "allow",
      "allow",
    ]);
  });

  test("without the kernel's signal scope nobody signals everybody", () => {
    const old = testContext([], "default", { signalScope: false });
    expect([ask(old, "kill", -1, 9), ask(old, "kill", 0, 9), ask(old, "kill", 0, 0), ask(old, "kill", 99, 9)]).toEqual([
      "notify",
      "notify",
      "allow",
      "allow",
    ]);
    expect([ask(off, "kill", -1, 9), ask(off, "kill", 0, 9)]).toEqual(["allow", "allow"]);
    expect([ask(old, "pidfd_send_signal", 3, 9), ask(off, "pidfd_send_signal", 3, 9)]).toEqual(["errno 38", "allow"]);
  });

  test("namespaces that the policy allows can be made and entered, the others not", () => {
    const some = testContext([], "default", { allowedNamespaces: CLONE_NEWUSER });
    expect([
      ask(some, "clone", CLONE_NEWUSER | 17),
      ask(some, "unshare", CLONE_NEWUSER),
      ask(some, "setns", 3, CLONE_NEWUSER),
    ]).toEqual(["allow", "allow", "allow"]);
    expect([
      ask(some, "clone", CLONE_NEWUSER | 0x20000),
      ask(some, "unshare", 0x20000),
      ask(some, "setns", 3, 0),
      ask(some, "setns", 3, 0x20000),
    ]).toEqual(["notify", "notify", "notify", "notify"]);
    expect(ask(some, "clone3")).toBe("errno 38");
    const all = testContext([], "default", { allowedNamespaces: 0x7e020080 });
    expect(["clone3", "setns"].map((name) => ask(all, name, 0, 0))).toEqual(["allow", "allow"]);
  });

  test("shared objects are refused, and with the option they must be private", () => {
    const relaxed = testContext([], ["allow_unsafe_perm_shm", "allow_unsafe_perm_msgqueue"]);
    expect([ask(off, "shmget", 0, 4096, 0o600), ask(off, "mq_open", 0, 0, 0o600)]).toEqual(["notify", "notify"]);
    expect([
      ask(relaxed, "shmget", 0, 4096, 0o1600),
      ask(relaxed, "msgget", 0, 0o600),
      ask(relaxed, "mq_open", 0, 0, 0o600),
    ]).toEqual(["allow", "allow", "allow"]);
    expect([
      ask(relaxed, "shmget", 0, 4096, 0o666),
      ask(relaxed, "msgget", 0, 0o644),
      ask(relaxed, "mq_open", 0, 0, 0o622),
      ask(relaxed, "semctl", 0, 0, 20),
    ]).toEqual(["notify", "notify", "notify", "notify"]);
  });

  test("chroot and pivot_root fail, or answer 0 and do nothing", () => {
    expect(["chroot", "pivot_root"].map((name) => [ask(off, name), ask(testContext([], []), name)])).toEqual([
      ["notify", "errno 0"],
      ["notify", "errno 0"],
    ]);
  });

  test("with capabilities more is refused", () => {
    const root = testContext([], "default", { hasCapabilities: true, uid: 0, gid: 0 });
    expect(["capset", "fanotify_init", "adjtimex"].map((name) => [ask(off, name), ask(root, name)])).toEqual([
      ["allow", "notify"],
      ["allow", "notify"],
      ["allow", "notify"],
    ]);
    expect([ask(root, "madvise", 0, 0, 100), ask(root, "madvise", 0, 0, 4)]).toEqual(["notify", "allow"]);
  });

  test("a Landlock domain of the program's own is not promised while path calls are acted", () => {
    expect([ask(off, "landlock_create_ruleset"), ask(testContext(["write"]), "landlock_create_ruleset")]).toEqual([
      "allow",
      "errno 38",
    ]);
  });
});

describe("other ABIs", () => {
  const program = compileFilter(testContext("all", "all"));
  const run = (arch: number, nr: number): string => simulate(program, { arch, nr, args: [] }).action;

  test("32-bit calls are events, except those by which a process ends", () => {
    const allowed = Array.from({ length: 600 }, (_, nr) => nr).filter((nr) => run(AUDIT_ARCH.ia32, nr) === "allow");
    expect(allowed).toEqual([1, 119, 173, 252]);
    expect([run(AUDIT_ARCH.ia32, 5), run(AUDIT_ARCH.ia32, 0xffffffff)]).toEqual(["notify", "notify"]);
  });

  test("x32 calls are events, except those by which a process ends", () => {
    const allowed = Array.from({ length: 600 }, (_, nr) => nr).filter(
      (nr) => run(AUDIT_ARCH.x64, X32_SYSCALL_BIT + nr) === "allow",
    );
    expect(allowed).toEqual([60, 231, 513]);
    expect([run(AUDIT_ARCH.x64, X32_SYSCALL_BIT), run(AUDIT_ARCH.x64, 0x7fffffff)]).toEqual(["notify", "notify"]);
  });

  test("an architecture that nobody knows is an event", () => {
    expect([run(0, 0), run(AUDIT_ARCH.arm64, 93), run(0xffffffff, 60)]).toEqual(["notify", "notify", "notify"]);
  });

  test("on arm64 the 32-bit mode can end its processes", () => {
    const arm = compileFilter(testContext("all", "all", { arch: "arm64" }));
    const allowed = Array.from({ length: 600 }, (_, nr) => nr).filter(
      (nr) => simulate(arm, { arch: 0x40000028, nr, args: [] }).action === "allow",
    );
    expect(allowed).toEqual([1, 119, 173, 248]);
  });

  test.each(["exit", "exit_group", "close", "rt_sigreturn"])("%s is never trapped", (name) => {
    const contexts = [
      off,
      testContext("all", "all"),
      testContext([], [], { hasCapabilities: true, signalScope: false }),
    ];
    expect(contexts.map((context) => ask(context, name))).toEqual(["allow", "allow", "allow"]);
  });
});
