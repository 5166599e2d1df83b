import { describe, expect, test } from "vitest";
import { AT_FDCWD, AT_SYMLINK_FOLLOW, O_CREAT, O_EXCL, O_RDWR, O_TRUNC, O_WRONLY } from "../../abi/fcntl.ts";
import { OPEN_FLAGS } from "../../abi/index.ts";
import { PROCESS, Sandbox } from "../../testing/sandbox.ts";
import { entryAt, link, listing } from "../../testing/tree/tree.ts";

// A link on the way to a file is swapped at every step that a call takes in sbx: what was judged is what is used, or nothing.

type Call = (sandbox: Sandbox) => string;
const buffer = (): Uint8Array => new Uint8Array(144);

/** Everything but walk is refused in the folder, so that each look-up is held to what it was judged for. */
const RULES = [
  "trace/allow_unsafe_symlinks:true",
  "trace/allow_unsafe_create:true",
  "trace/allow_unsafe_hardlinks:true",
  "deny/all+/secret/***",
  "allow/walk+/secret/***",
];

const CALLS: Readonly<Record<string, Call>> = {
  read: (s) => s.call("open", "/l/f", 0, 0),
  "read below ..": (s) => s.call("open", "/ok/../l/f", 0, 0),
  write: (s) => s.call("open", "/l/f", O_WRONLY | O_TRUNC, 0),
  create: (s) => s.call("open", "/l/new", O_RDWR | O_CREAT, 0o600),
  "create alone": (s) => s.call("open", "/l/new", O_RDWR | O_CREAT | O_EXCL, 0o600),
  list: (s) => s.call("open", "/l", OPEN_FLAGS.x64.O_DIRECTORY, 0),
  stat: (s) => s.call("stat", "/l/f", buffer()),
  access: (s) => s.call("access", "/l/f", 0),
  readlink: (s) => s.call("readlink", "/l/k", buffer(), 100),
  truncate: (s) => s.call("truncate", "/l/f", 0),
  chmod: (s) => s.call("chmod", "/l/f", 0o777),
  unlink: (s) => s.call("unlink", "/l/f"),
  rmdir: (s) => s.call("rmdir", "/l/d"),
  mkdir: (s) => s.call("mkdir", "/l/new", 0o755),
  mknod: (s) => s.call("mknod", "/l/new", 0o010644, 0),
  symlink: (s) => s.call("symlink", "x", "/l/new"),
  "rename from": (s) => s.call("rename", "/l/f", "/stolen"),
  "rename to": (s) => s.call("rename", "/f", "/l/f"),
  "link from": (s) => s.call("link", "/l/f", "/stolen"),
  "link from what it leads to": (s) => s.call("linkat", AT_FDCWD, "/l/f", AT_FDCWD, "/stolen", AT_SYMLINK_FOLLOW),
  "link to": (s) => s.call("link", "/f", "/l/new"),
  "attribute of a file": (s) => s.call("getxattr", "/l/f", "user.a", buffer(), 9),
  "attribute of a link": (s) => s.call("lgetxattr", "/l/k", "user.a", buffer(), 9),
  "attribute set": (s) => s.call("lsetxattr", "/l/k", "user.b", Uint8Array.of(1), 1, 0),
};

const TREE = { f: "plain", "f.txt": "x" };
const folder = (k: string): object => ({ ...TREE, d: {}, k });

/** Makes the call and lets `l` lead to the refused folder from the nth step on. */
function swapping(
  call: Call,
  nth: number,
  rules: readonly string[],
): { readonly sandbox: Sandbox; readonly answer: string; readonly steps: number } {
  const sandbox = new Sandbox({
    tree: { f: "mine", ok: { ...folder(""), k: link("nowhere") }, secret: { ...folder("x") }, l: link("ok") },
    rules,
  });
  const { root } = sandbox.kernel;
  for (const name of ["f", "k"]) entryAt(root, `/secret/${name}`).node.xattrs.set("user.a", Uint8Array.of(1));
  let steps = 0;
  sandbox.kernel.meanwhile = () => {
    if (++steps === nth) entryAt(root, "/l").node.target = "secret";
  };
  const answer = call(sandbox);
  return { sandbox, answer, steps };
}

/** What belongs to the refused folder, wherever it is. */
function secretOf({ kernel }: Sandbox): readonly string[] {
  const below = listing(kernel.root).filter((line) => line.startsWith("/secret"));
  const { node } = entryAt(kernel.root, "/secret/f");
  const attributes = [...entryAt(kernel.root, "/secret/k").node.xattrs.keys()];
  return [...below, `${node.mode}`, `${node.data.length}`, ...attributes];
}

describe.each(Object.entries(CALLS))("%s", (_, call) => {
  test.each([
    ["walked", RULES],
    ["followed by the kernel", [...RULES, "sandbox/walk:off"]],
  ])("%s, neither shows nor changes what is refused, whenever the link is swapped", (_way, rules) => {
    const plain = swapping(call, -1, rules);
    const untouched = secretOf(plain.sandbox);
    for (let nth = 1; nth <= plain.steps + 8; nth++) {
      const { sandbox, answer } = swapping(call, nth, rules);
      const { root, tasks } = sandbox.kernel;
      const secrets = ["f", "k", "d"].map((name) => entryAt(root, `/secret/${name}`).node);
      expect(secretOf(sandbox), `step ${nth}: ${answer}`).toEqual(untouched);
      // Only what is refused has an attribute of one byte.
      expect(answer, `step ${nth}`).not.toBe("1");
      const stolen = root.node.children.get("stolen")?.node;
      expect(stolen === undefined || !secrets.includes(stolen), `step ${nth}: ${answer}`).toBe(true);
      const given = [...tasks.get(PROCESS)!.table.files.values()].map(({ entry }) => entry.node);
      expect(
        given.some((node) => secrets.includes(node)),
        `step ${nth}: ${answer}`,
      ).toBe(false);
    }
  });
});
