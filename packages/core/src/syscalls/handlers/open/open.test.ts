import { describe, expect, test } from "vitest";
import { AT_FDCWD } from "../../../abi/fcntl.ts";
import { Sandbox } from "../../../testing/sandbox.ts";
import { attach, type Node } from "../../../testing/tree/node.ts";
import { device, entryAt, fifo, file, folder, leased, link, socket, type Tree } from "../../../testing/tree/tree.ts";

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

describe("an object that another one takes the place of", () => {
  const RULES = [...RELAXED, "trace/force_wx_open:true", "deny/truncate+/***"];
  /** `exchange` is done once, before the nth call of a name. */
  const exchanging = (call: string, a: string, b: string): Sandbox => {
    const s = new Sandbox({
      tree: { plain: file("x", 0o644), exe: file("x", 0o755), kept: file("kept"), fifo: fifo(), read: fifo(true) },
      rules: RULES,
    });
    let done = false;
    s.kernel.meanwhile = (name) => {
      if (name !== call || done) return;
      done = true;
      const [one, other] = [entryAt(s.kernel.root, a).node, entryAt(s.kernel.root, b).node];
      attach(s.kernel.root, a.slice(1), other);
      attach(s.kernel.root, b.slice(1), one);
    };
    return s;
  };

  test("what waits for a partner opens the FIFO that was judged, never a file by its name (review 9)", () => {
    const s = exchanging("openLater", "/fifo", "/exe");
    expect([s.call("open", "/fifo", O.WRONLY), s.kernel.opensLater]).toEqual(["left to a thread", ["fifo 1"]]);
  });

  test.each([
    ["openat2", "/fifo", "/exe", O.WRONLY, "EPERM"],
    ["openAndAnswer", "/read", "/exe", O.WRONLY | O.NONBLOCK, "EPERM"],
    ["openAndAnswer: open", "/plain", "/exe", O.WRONLY, "EPERM"],
    ["openAndAnswer", "/plain", "/exe", O.WRONLY, "EPERM"],
    ["openAndAnswer: open", "/plain", "/fifo", 0, "left to a thread"],
    ["openAndAnswer: open", "/plain", "/fifo", O.WRONLY | O.NONBLOCK, "ENXIO"],
  ])("in %s: %s for %s with %o: %s (review 9)", (call, name, other, flags, expected) => {
    expect(exchanging(call, name, other).call("open", name, flags)).toBe(expected);
  });

  test.each([
    ["openAndAnswer", "/read", O.WRONLY | O.TRUNC | O.NONBLOCK],
    ["openat2", "/fifo", O.WRONLY | O.TRUNC],
  ])("in %s: %s with %o empties nothing (review 9)", (call, name, flags) => {
    const s = exchanging(call, name, "/kept");
    s.call("open", name, flags);
    expect(["/kept", name].map((path) => entryAt(s.kernel.root, path).node.data.length).toSorted()).toEqual([0, 4]);
  });
});

const held = (rules: readonly string[] = []): Sandbox =>
  new Sandbox({ tree: { f: leased("x"), l: link("f") }, rules: [...RELAXED, ...rules] });

describe("a file on which somebody outside holds a lease (review 10)", () => {
  test.each([
    ["/f", 0, "left to a thread", ["file 0"]],
    ["/f", O.WRONLY | O.APPEND, "left to a thread", ["file 2001"]],
    ["/f", O.RDWR | O.CREAT, "left to a thread", ["file 2"]],
    ["/l", 0, "left to a thread", ["file 0"]],
    ["/f", O.NONBLOCK, "EAGAIN", []],
  ])("%s with %o: %s", (path, flags, expected, later) => {
    const s = held();
    expect([s.call("open", path, flags, 0o644), s.kernel.opensLater]).toEqual([expected, later]);
  });

  test("is opened later where a hardening looks at it, and through a magic link", () => {
    const s = held(["trace/force_wx_open:true", "trace/allow_unsafe_magiclinks:true"]);
    s.kernel.tasks.get(500)!.table.add({ entry: entryAt(s.kernel.root, "/f"), flags: 0, position: 0 });
    expect([s.call("open", "/f", O.WRONLY), s.call("open", "/proc/self/fd/0", 0), s.kernel.opensLater]).toEqual([
      "left to a thread",
      "left to a thread",
      ["file 1", "file 0"],
    ]);
  });
});

test.each([
  ["/f", 0],
  ["/f", O.NONBLOCK],
  ["/f", O.RDWR | O.APPEND],
  ["/d", O.DIRECTORY],
  ["/proc/self/fd/9", O.WRONLY],
])("the flags of the descriptor of %s are those that were asked for: %o (review 9)", (path, flags) => {
  const s = sandbox();
  const { table } = s.kernel.tasks.get(500)!;
  table.files.set(9, { entry: entryAt(s.kernel.root, "/f"), flags: 2, position: 0 });
  expect(s.call("open", path, flags)).toBe("fd 0");
  expect(table.files.get(0)!.flags & (O.APPEND | O.NONBLOCK | 3)).toBe(flags & ~O.DIRECTORY);
});

test("a directory with a mode of its own is opened all the same", () => {
  expect(new Sandbox({ tree: { d: folder(0o1777) }, rules: RELAXED }).call("open", "/d", 0)).toBe("fd 0");
});
