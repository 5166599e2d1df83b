import * as fc from "fast-check";
import { expect, test } from "vitest";
import { AT_FDCWD, AT_SYMLINK_NOFOLLOW, O_NONBLOCK } from "../../abi/fcntl.ts";
import { OPEN_FLAGS } from "../../abi/index.ts";
import { randomModel, randomPath, treeAt, type Model } from "../../testing/random/model.ts";
import { PROCESS, Sandbox } from "../../testing/sandbox.ts";
import { entryAt } from "../../testing/tree/tree.ts";

// What `walk` denies is absent: no call that looks, wherever links and `..` lead it, tells it from what was never there.

const BASE = "/w/d/d/d/d";
const HIDDEN = `${BASE}/zqa`;
const RULES = [
  "trace/allow_unsafe_symlinks:true",
  `deny/walk,list+${HIDDEN}`,
  `deny/walk,list+${HIDDEN}/***`,
  `filter/walk,list+${HIDDEN}/***`,
];

const { O_DIRECTORY, O_NOFOLLOW } = OPEN_FLAGS.x64;

interface Look {
  readonly call: "open" | "openat2" | "stat" | "readlink" | "access" | "getxattr" | "chdir" | "truncate" | "chmod";
  readonly path: string;
  readonly flags: number;
}

const look: fc.Arbitrary<Look> = fc.record({
  call: fc.constantFrom("open", "openat2", "stat", "readlink", "access", "getxattr", "chdir", "truncate", "chmod"),
  path: randomPath(BASE),
  flags: fc.constantFrom(0, 1, O_DIRECTORY, O_NOFOLLOW, O_DIRECTORY | O_NOFOLLOW),
});

function sandboxOf(model: Model): Sandbox {
  const sandbox = new Sandbox({ tree: treeAt(BASE, model), rules: RULES });
  sandbox.kernel.tasks.get(PROCESS)!.fs.cwd = entryAt(sandbox.kernel.root, BASE);
  return sandbox;
}

function ask(sandbox: Sandbox, { call, path, flags }: Look): string {
  const how = new Uint8Array(24);
  how.set([flags & 0xff, (flags >> 8) & 0xff, (flags >> 16) & 0xff]);
  how[1]! |= O_NONBLOCK >> 8;
  switch (call) {
    case "open":
      return sandbox.call("openat", AT_FDCWD, path, flags | O_NONBLOCK, 0);
    case "openat2":
      how[16] = [0, 2, 4, 8, 16][path.length % 5]!;
      return sandbox.call("openat2", AT_FDCWD, path, how, 24);
    case "stat":
      return sandbox.call("newfstatat", AT_FDCWD, path, new Uint8Array(144), flags === 0 ? 0 : AT_SYMLINK_NOFOLLOW);
    case "readlink":
      return sandbox.call("readlink", path, new Uint8Array(4096), 4096);
    case "access":
      return sandbox.call("access", path, 4);
    case "getxattr":
      return sandbox.call("getxattr", path, "user.a", new Uint8Array(16), 16);
    case "chdir":
      return sandbox.call("chdir", path);
    case "truncate":
      return sandbox.call("truncate", path, 0);
    case "chmod":
      return sandbox.call("chmod", path, 0o700);
  }
}

test("what is hidden cannot be told from what is absent (pitfalls 6, 114)", () => {
  fc.assert(
    fc.property(randomModel(BASE), fc.array(look, { minLength: 1, maxLength: 12 }), (model, looks) => {
      const { zqa: hidden, ...rest } = model;
      fc.pre(hidden !== undefined);
      const withHidden = sandboxOf(model);
      const without = sandboxOf(rest);
      expect(looks.map((one) => ask(withHidden, one))).toEqual(looks.map((one) => ask(without, one)));
    }),
    { numRuns: 400 },
  );
});
