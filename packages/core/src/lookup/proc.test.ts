import { beforeEach, describe, expect, test } from "vitest";
import { AT_FDCWD, AT_SYMLINK_NOFOLLOW } from "../abi/fcntl.ts";
import { CALLER, MONITOR, PROCESS, Sandbox } from "../testing/sandbox.ts";
import { detach, nameless } from "../testing/tree/node.ts";
import { entryAt } from "../testing/tree/tree.ts";
import { SUPERVISOR } from "../testing/world.ts";

const OTHER = 600;
const O_RDONLY = 0;
const O_WRONLY = 1;

let sandbox: Sandbox;
const made = (rules: readonly string[] = []): Sandbox => {
  sandbox = new Sandbox({ tree: { w: { f: "x", sub: {} }, o: { secret: "x" } }, rules });
  const { kernel } = sandbox;
  kernel.addTask(OTHER);
  kernel.addTask(SUPERVISOR + 1000, { tgid: SUPERVISOR });
  kernel.tasks.get(PROCESS)!.fs.cwd = entryAt(kernel.root, "/w");
  kernel.tasks.get(OTHER)!.fs.cwd = entryAt(kernel.root, "/o");
  for (const path of ["/w", "/w/f"]) give(PROCESS, path);
  give(OTHER, "/o/secret");
  return sandbox;
};
const give = (pid: number, path: string): number =>
  sandbox.kernel.tasks.get(pid)!.table.add({ entry: entryAt(sandbox.kernel.root, path), flags: 0, position: 0 });
const open = (path: string): string => sandbox.call("open", path, O_RDONLY, 0);
function readlink(path: string): string {
  const buffer = new Uint8Array(100);
  const answer = sandbox.call("readlink", path, buffer, 100);
  return Number.isNaN(Number(answer)) ? answer : String.fromCharCode(...buffer.subarray(0, Number(answer)));
}

beforeEach(() => void made());

describe("/proc/self and /proc/thread-self are the caller's in every call (pitfall 57)", () => {
  test("readlink", () => {
    expect([readlink("/proc/self"), readlink("/proc/thread-self"), readlink("/proc/self/cwd")]).toEqual([
      `${PROCESS}`,
      `${PROCESS}/task/${CALLER}`,
      "/w",
    ]);
  });

  test("open, stat and access", () => {
    expect([
      open("/proc/self/status"),
      open("/proc/thread-self/status"),
      sandbox.call("newfstatat", AT_FDCWD, "/proc/self/fd/1", new Uint8Array(144), AT_SYMLINK_NOFOLLOW),
      sandbox.call("access", "/proc/self/fd/0", 0),
      sandbox.call("access", "/proc/self/fd/9", 0),
    ]).toEqual(["fd 2", "fd 3", "0", "0", "ENOENT"]);
  });
});

describe("magic links", () => {
  test.each([
    ["/proc/self/fd/1", "fd 2"],
    [`/proc/${PROCESS}/fd/1`, "fd 2"],
    [`/proc/${CALLER}/fd/1`, "fd 2"],
    ["/proc/self/fd/0/f", "fd 2"],
    ["/proc/self/cwd/f", "fd 2"],
    ["/proc/self/fd/1/", "ENOTDIR"],
    ["/proc/self/fd/1/x", "ENOTDIR"],
    ["/proc/self/fd/0/../o/secret", "fd 2"],
    [`/proc/${OTHER}/fd/0`, "EACCES"],
    [`/proc/${OTHER}/cwd`, "EACCES"],
    [`/proc/${OTHER}/root/o/secret`, "EACCES"],
    [`/proc/${OTHER}/status`, "fd 2"],
  ])("%s: %s (pitfalls 58, 59)", (path, expected) => {
    expect(open(path)).toBe(expected);
  });

  test("what another process holds may be reached where the policy says so", () => {
    made(["trace/allow_unsafe_magiclinks:true"]);
    expect(open(`/proc/${OTHER}/fd/0`)).toBe("fd 2");
  });

  test("the object behind one is judged by its own name", () => {
    made(["deny/read+/w/f"]);
    expect(open("/proc/self/fd/1")).toBe("EACCES");
    expect(sandbox.told()).toEqual(["deny read /w/f EACCES"]);
  });

  test("an object without a name is reached only where that is relaxed (pitfall 76)", () => {
    for (const [rule, expected] of [
      ["trace/allow_unsafe_deleted:false", "ENOENT"],
      ["trace/allow_unsafe_deleted:true", "fd 2"],
    ] as const) {
      made([rule]);
      detach(entryAt(sandbox.kernel.root, "/w/f"));
      expect(open("/proc/self/fd/1")).toBe(expected);
    }
  });

  test("an object that never had a path is not judged, and no directory", () => {
    sandbox.kernel.tasks
      .get(PROCESS)!
      .table.add({ entry: nameless("anon_inode:[eventfd]", "file"), flags: 0, position: 0 });
    expect([open("/proc/self/fd/2"), open("/proc/self/fd/2/x")]).toEqual(["fd 3", "ENOTDIR"]);
  });
});

describe("memory and state of other processes", () => {
  test.each([
    [`/proc/${OTHER}/mem`, "EACCES"],
    [`/proc/self/../${OTHER}/task/${OTHER}/mem`, "EACCES"],
    [`/proc/${OTHER}/environ`, "EACCES"],
    [`/proc/${OTHER}/status`, "fd 2"],
    // The fake has none of these files.
    ["/proc/self/mem", "ENOENT"],
    [`/proc/${CALLER}/mem`, "ENOENT"],
    [`/proc/${PROCESS}/task/${CALLER}/environ`, "ENOENT"],
    ["/mem", "ENOENT"],
    [`/proc/${OTHER}/map_files`, "EACCES"],
  ])("%s: %s, as for who may not trace (pitfall 61)", (path, expected) => {
    expect(open(path)).toBe(expected);
  });

  test.each([
    [`/proc/${OTHER}/oom_score_adj`, "EACCES"],
    [`/proc/${OTHER}/task/${OTHER}/comm`, "EACCES"],
    ["/proc/self/oom_score_adj", "ENOENT"],
    ["/proc/sys/kernel/none", "ENOENT"],
  ])("%s is changed: %s (review 12)", (path, expected) => {
    expect(sandbox.call("open", path, O_WRONLY, 0)).toBe(expected);
  });

  test("are open where the policy allows tracing", () => {
    made(["trace/allow_unsafe_ptrace:true"]);
    expect(open(`/proc/${OTHER}/mem`)).toBe("ENOENT");
  });
});

describe("sbx and its monitor are absent, threads and all (pitfall 60)", () => {
  test.each([
    [`/proc/${SUPERVISOR}`],
    [`/proc/${SUPERVISOR}/environ`],
    [`/proc/${SUPERVISOR}/fd/0`],
    [`/proc/${SUPERVISOR + 1000}/status`],
    [`/proc/${MONITOR}/status`],
    [`/proc/self/../${SUPERVISOR}/status`],
    [`/proc/./${SUPERVISOR}/task/${SUPERVISOR}/status`],
    [`/proc/self/root/proc/${SUPERVISOR}/status`],
  ])("%s", (path) => {
    expect([open(path), sandbox.call("stat", path, new Uint8Array(144)), readlink(path)]).toEqual([
      "ENOENT",
      "ENOENT",
      "ENOENT",
    ]);
  });

  test("they stay so where sbx has no descriptor left to ask whose thread it is", () => {
    const answers = Array.from({ length: 24 }, (_, nth) => {
      made();
      const { kernel } = sandbox;
      let calls = 0;
      kernel.meanwhile = () => void (kernel.self.table.limit = calls++ === nth ? 0 : 1024);
      return open(`/proc/${SUPERVISOR + 1000}/status`);
    });
    expect(answers.filter((answer) => answer.startsWith("fd"))).toEqual([]);
  });

  test("a process whose number only begins alike is there", () => {
    sandbox.kernel.addTask(100);
    expect(open("/proc/100/status")).toBe("fd 2");
  });

  test("they are not listed", () => {
    const fd = give(PROCESS, "/proc");
    const buffer = new Uint8Array(4096);
    const length = Number(sandbox.call("getdents64", fd, buffer, 4096));
    const text = String.fromCharCode(...buffer.subarray(0, length));
    const names = [...text.matchAll(/[\x20-\x7e]{2,}/g)].map((match) => match[0]);
    expect(names.filter((name) => /^\d+$/.test(name))).toEqual([`${PROCESS}`, `${OTHER}`]);
  });
});
