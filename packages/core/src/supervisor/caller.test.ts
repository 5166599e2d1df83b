import { describe, expect, test } from "vitest";
import { CALLER, PROCESS, Sandbox } from "../testing/sandbox.ts";
import { entryAt } from "../testing/tree/tree.ts";

const modeOf = (s: Sandbox, path: string): string => entryAt(s.kernel.root, path).node.mode.toString(8);
const task = (s: Sandbox, pid: number): { umask: number } => s.kernel.tasks.get(pid)!.fs;

describe("what is made has the caller's umask (pitfall 56)", () => {
  test.each([
    ["mkdir", ["/n", 0o777], "755", "700"],
    ["mknod", ["/n", 0o010666, 0], "644", "600"],
    ["open", ["/n", 0o101, 0o666], "644", "600"],
    ["creat", ["/n", 0o666], "644", "600"],
  ] as const)("%s", (call, args, initial, changed) => {
    const s = new Sandbox();
    expect([s.call(call, ...args), modeOf(s, "/n")]).toEqual([
      call === "open" || call === "creat" ? "fd 0" : "0",
      initial,
    ]);
    s.kernel.root.node.children.delete("n");
    expect(s.call("umask", 0o077)).toBe("continued");
    task(s, PROCESS).umask = 0o077;
    s.call(call, ...args);
    expect(modeOf(s, "/n")).toBe(changed);
  });
});

test("until somebody changes it, the umask is not asked for", () => {
  const s = new Sandbox({ facts: { umask: 0o027 } });
  s.call("mkdir", "/a", 0o777);
  const before = s.kernel.trace.filter((call) => call === "pread").length;
  expect([modeOf(s, "/a"), before]).toEqual(["750", 0]);
});

test("each caller's own is used in turn", () => {
  const s = new Sandbox();
  s.kernel.addTask(700, { umask: 0o070 });
  s.call("umask", 0);
  task(s, PROCESS).umask = 0;
  s.callAs(CALLER, "mkdir", "/a", 0o777);
  s.callAs(700, "mkdir", "/b", 0o777);
  s.callAs(CALLER, "mkdir", "/c", 0o777);
  expect(["/a", "/b", "/c"].map((path) => modeOf(s, path))).toEqual(["777", "707", "777"]);
});

test("the umask of a caller that cannot be read takes everything away", () => {
  const s = new Sandbox();
  s.call("umask", 0);
  s.kernel.meanwhile = () => void s.kernel.tasks.delete(CALLER);
  const [path] = ["/a"];
  s.call("mkdir", path!, 0o777);
  expect(modeOf(s, "/a")).toBe("0");
});
