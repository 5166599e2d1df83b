import { describe, expect, test } from "vitest";
import { AT_FDCWD } from "../../../abi/fcntl.ts";
import { Sandbox } from "../../../testing/sandbox.ts";
import { attach, type Node } from "../../../testing/tree/node.ts";
import { device, entryAt, fifo, file, folder, link, socket, type Tree } from "../../../testing/tree/tree.ts";

const tree = (): Tree => ({
  f: file("text", 0o644, 1000),
  d: { f: "x" },
  l: link("f"),
  dangling: link("new"),
  fifo: fifo(),
  read: fifo(true),
  sock: socket(),
  null: device("character", 1, 3),
  sda: device("block", 8, 0),
  suid: file("x", 0o4755, 1000),
});
const RELAXED = [
  "trace/allow_unsafe_create:true",
  "trace/allow_unsafe_symlinks:true",
  "trace/allow_unsafe_open_suid:true",
];
const sandbox = (rules: readonly string[] = RELAXED): Sandbox => new Sandbox({ tree: tree(), rules });

const O = {
  WRONLY: 1, RDWR: 2, CREAT: 0o100, EXCL: 0o200, TRUNC: 0o1000, APPEND: 0o2000, NONBLOCK: 0o4000, DIRECTORY: 0o200000,
  NOFOLLOW: 0o400000, CLOEXEC: 0o2000000, PATH: 0o10000000, TMPFILE: 0o20200000,
} as const; // prettier-ignore

describe("open answers as Linux does", () => {
  test.each([
    ["/f", 0, "fd 0"],
    ["/f", O.CLOEXEC, "fd 0 cloexec"],
    ["/f", O.RDWR | O.APPEND, "fd 0"],
    ["/f", 3, "fd 0"],
    ["/f", O.DIRECTORY, "ENOTDIR"],
    ["/f", O.CREAT | O.EXCL, "EEXIST"],
    ["/f", O.CREAT | O.DIRECTORY, "EINVAL"],
    ["/f/", O.CREAT, "EISDIR"],
    ["/new/", O.CREAT, "EISDIR"],
    ["/none/new", O.CREAT, "ENOENT"],
    ["/f/new", O.CREAT, "ENOTDIR"],
    ["/new", O.CREAT, "fd 0"],
    ["/new", 0, "ENOENT"],
    ["/d", 0, "fd 0"],
    ["/d/", O.DIRECTORY, "fd 0"],
    ["/d", O.WRONLY, "EISDIR"],
    ["/d", O.CREAT, "EISDIR"],
    ["/d", O.TRUNC, "EISDIR"],
    ["/d/.", O.CREAT, "EISDIR"],
    ["/..", O.CREAT | O.EXCL, "EEXIST"],
    ["/l", O.NOFOLLOW, "ELOOP"],
    ["/l", O.NOFOLLOW | O.DIRECTORY, "ENOTDIR"],
    ["/l", O.CREAT | O.EXCL, "EEXIST"],
    ["/l", O.CREAT, "fd 0"],
    ["/dangling", O.CREAT, "fd 0"],
    ["/dangling", O.CREAT | O.EXCL, "EEXIST"],
    ["/dangling", O.CREAT | O.NOFOLLOW, "ELOOP"],
    ["/sock", 0, "ENXIO"],
    ["/fifo", 0, "left to a thread"],
    ["/fifo", O.WRONLY, "left to a thread"],
    ["/fifo", O.RDWR, "fd 0"],
    ["/fifo", O.NONBLOCK, "fd 0"],
    ["/fifo", O.WRONLY | O.NONBLOCK, "ENXIO"],
    ["/read", O.WRONLY | O.NONBLOCK, "fd 0"],
    ["/null", O.RDWR, "fd 0"],
    ["/sda", 0, "left to a thread"],
    ["/d", O.TMPFILE | O.RDWR, "fd 0"],
    ["/f", O.TMPFILE | O.RDWR, "ENOTDIR"],
    ["/none", O.TMPFILE | O.RDWR, "ENOENT"],
    ["/d", O.TMPFILE, "EINVAL"],
    ["/f", O.PATH, "fd 0"],
    ["/f", O.PATH | O.WRONLY | O.CREAT | O.TRUNC, "fd 0"],
    ["/none", O.PATH | O.CREAT, "ENOENT"],
    ["", O.CREAT, "ENOENT"],
  ])("%s with %o: %s (pitfalls 74, 113, 115, 138)", (path, flags, expected) => {
    expect(sandbox().call("open", path, flags, 0o644)).toBe(expected);
  });

  test("O_TRUNC empties a file, O_PATH does not", () => {
    const s = sandbox();
    s.call("open", "/f", O.PATH | O.TRUNC);
    expect(entryAt(s.kernel.root, "/f").node.data.length).toBe(4);
    s.call("open", "/f", O.TRUNC);
    expect(entryAt(s.kernel.root, "/f").node.data.length).toBe(0);
  });

  test("a caller without a free number leaves nothing behind (pitfall 113)", () => {
    const s = sandbox();
    s.kernel.tasks.get(500)!.table.limit = 0;
    expect([s.call("open", "/new", O.CREAT, 0o644), s.call("open", "/f", O.TRUNC), s.call("open", "/f", 0)]).toEqual([
      "EMFILE",
      "EMFILE",
      "EMFILE",
    ]);
    expect([s.kernel.root.node.children.has("new"), entryAt(s.kernel.root, "/f").node.data.length]).toEqual([false, 4]);
  });
});

describe("the categories that an open asks", () => {
  test.each([
    ["/f", 0, "read"],
    ["/f", O.WRONLY, "write"],
    ["/f", O.RDWR, "read,write"],
    ["/f", 3, "read,write"],
    ["/f", O.TRUNC, "read,truncate,chmod,chattr"],
    ["/f", O.WRONLY | O.TRUNC, "write,truncate,chmod,chattr"],
    ["/f", O.WRONLY | O.CREAT, "write"],
    ["/new", O.WRONLY | O.CREAT, "write,create"],
    ["/new", O.CREAT | O.EXCL, "read,create"],
    ["/d", 0, "readdir"],
    ["/d", O.TMPFILE | O.RDWR, "write,readdir,mktemp"],
    ["/null", O.RDWR | O.TRUNC, "read,write"],
    ["/fifo", O.WRONLY, "write"],
    ["/f", O.PATH, "read"],
    ["/l", 0, "read"],
  ])("%s with %o: %s", (path, flags, categories) => {
    const s = sandbox([...RELAXED, "deny/all-l+/***"]);
    const judged = path === "/l" ? "/f" : path;
    expect([s.call("open", path, flags, 0o644), s.told()]).toEqual(["EACCES", [`deny ${categories} ${judged} EACCES`]]);
  });

  test.each([
    ["/none", 0, "ENOENT"],
    ["/none/new", O.CREAT, "ENOENT"],
    ["/f", O.CREAT | O.EXCL, "EEXIST"],
    ["/f", O.DIRECTORY, "ENOTDIR"],
    ["/d", O.WRONLY, "EISDIR"],
    ["/f/x", O.CREAT, "ENOTDIR"],
  ])("what is wrong by itself is no denial: %s with %o: %s", (path, flags, expected) => {
    const s = sandbox([...RELAXED, "deny/read,write,create,readdir+/***"]);
    expect([s.call("open", path, flags, 0o644), s.told()]).toEqual([expected, []]);
  });
});

describe("links on the way decide which name is asked about", () => {
  const linked = { real: { f: "x", d: {} }, l: link("real"), hidden: { f: "x" }, h: link("hidden/f") };
  const rules = [...RELAXED, "deny/read,write,create,readdir+/***", "allow/read,write,create,readdir+/real/***"];
  test.each([
    ["/l/f", 0, "fd 0"],
    ["/l/new", O.CREAT, "fd 0"],
    ["/l/d", 0, "fd 0"],
    ["/l/f", O.CREAT | O.EXCL, "EEXIST"],
    ["/h", 0, "EACCES"],
  ])("%s with %o: %s", (path, flags, expected) => {
    expect(new Sandbox({ tree: linked, rules }).call("open", path, flags, 0o644)).toBe(expected);
  });

  test("a link to what is hidden shows nothing, whatever is behind it", () => {
    const s = new Sandbox({ tree: linked, rules: [...RELAXED, "deny/walk+/hidden/***"] });
    const answers = ["/h", "/h/", "/h/x", "/h/../f"].map((path) => s.call("open", path, 0));
    expect(answers).toEqual(["ENOENT", "ENOENT", "ENOENT", "ENOENT"]);
  });
});

describe("hardenings of opens", () => {
  test.each([
    ["trace/allow_unsafe_open_suid:false", "/suid", 0, "EACCES"],
    ["trace/force_ro_open:true", "/f", O.WRONLY, "EPERM"],
    ["trace/force_ro_open:true", "/f", 0, "fd 0"],
    ["trace/force_ro_open:true", "/new", O.CREAT, "EPERM"],
    ["trace/force_ro_open:true", "/d", O.TMPFILE | O.RDWR, "EPERM"],
    ["trace/force_cloexec:true", "/f", 0, "fd 0 cloexec"],
    ["trace/force_no_symlinks:true", "/l", 0, "ELOOP"],
    ["trace/deny_dotdot:true", "/d/../f", 0, "EPERM"],
    ["trace/allow_unsafe_create:false", "/l", O.CREAT, "ELOOP"],
    ["trace/allow_unsafe_create:false", "/f", O.CREAT, "fd 0"],
    ["trace/allow_unsafe_create:false", "/d/f", O.CREAT, "EACCES"],
    ["trace/allow_unsafe_filename:false", "/a b ", O.CREAT, "EILSEQ"],
  ])("%s: %s with %o: %s", (rule, path, flags, expected) => {
    expect(sandbox([...RELAXED, rule]).call("open", path, flags, 0o644)).toBe(expected);
  });

  test("a refusal of one is told, with the option that would let it pass", () => {
    const s = sandbox([...RELAXED, "trace/allow_unsafe_create:false"]);
    s.call("open", "/d/f", O.CREAT, 0o644);
    expect(s.events.map((event) => [event.ctx, event.tip])).toEqual([["unsafe_create", "trace/allow_unsafe_create:1"]]);
  });

  test("new files lose the bits of force_umask (pitfall 50)", () => {
    const s = sandbox([...RELAXED, "trace/force_umask:7077"]);
    s.call("open", "/new", O.CREAT, 0o4755);
    expect(entryAt(s.kernel.root, "/new").node.mode.toString(8)).toBe("700");
  });
});

/** Changes the tree before the nth call of a name. */
function racing(call: string, change: (s: Sandbox) => void, everyTime = false): Sandbox {
  const s = new Sandbox({
    tree: { f: file("x", 0o644, 1000), d: {}, secret: "y" },
    rules: [...RELAXED, "deny/read+/secret"],
  });
  let done = false;
  s.kernel.meanwhile = (name) => {
    if (name !== call || (done && !everyTime)) return;
    done = true;
    change(s);
  };
  return s;
}
const swap = (s: Sandbox, node: Node): void => void attach(s.kernel.root, "f", node);

describe("a tree that changes between the look and the act", () => {
  test("another file in its place is looked at again", () => {
    expect(racing("openAndAnswer: open", (s) => swap(s, file("z"))).call("open", "/f", 0)).toBe("fd 0");
  });

  test("a link to what is denied is followed and judged (pitfall 103)", () => {
    const s = racing("openAndAnswer: open", (x) => swap(x, link("secret")));
    expect([s.call("open", "/f", 0), s.told()]).toEqual(["EACCES", ["deny read /secret EACCES"]]);
  });

  test("a file that never stays the same ends in ESTALE, not in a loop", () => {
    expect(racing("openAndAnswer: open", (s) => swap(s, file("z")), true).call("open", "/f", 0)).toBe("ESTALE");
  });

  test("a link and a file in turn end too", () => {
    let turn = 0;
    const s = racing("openAndAnswer: open", (x) => swap(x, turn++ % 2 === 0 ? link("d/none") : file("z")), true);
    expect(["ELOOP", "ESTALE", "ENOENT"]).toContain(s.call("open", "/f", 0));
  });

  test("a name that appears while it is created is opened instead", () => {
    const s = racing("openAndAnswer: open", (x) => x.kernel.root.node.children.has("new") || void swap(x, file("z")));
    expect(s.call("openat", AT_FDCWD, "/new", O.CREAT | O.WRONLY, 0o644)).toBe("fd 0");
  });
});

test("a directory with a mode of its own is opened all the same", () => {
  expect(new Sandbox({ tree: { d: folder(0o1777) }, rules: RELAXED }).call("open", "/d", 0)).toBe("fd 0");
});
