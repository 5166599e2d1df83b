import * as fc from "fast-check";
import { expect, test } from "vitest";
import { AT_FDCWD, AT_REMOVEDIR, AT_SYMLINK_FOLLOW, AT_SYMLINK_NOFOLLOW, O_NONBLOCK, O_PATH } from "../../abi/fcntl.ts";
import { NAME } from "../../supervisor/request/arena.ts";
import { FakeKernel } from "../../testing/fake-kernel.ts";
import { modeFor, perform, putText, randomCall, type PathCall } from "../../testing/random/call.ts";
import { randomModel, treeAt } from "../../testing/random/model.ts";
import { PROCESS, Sandbox } from "../../testing/sandbox.ts";
import { pathOf } from "../../testing/tree/node.ts";
import { entryAt, listing } from "../../testing/tree/tree.ts";

// Where the policy allows everything and no hardening is in force, a call through the emulator is the kernel's own call:
// the same object or the same errno, the same tree afterwards, and nothing left open.

const BASE = "/w/d/d/d/d";
const RULES = [
  "trace/allow_unsafe_create:true",
  "trace/allow_unsafe_deleted:true",
  "trace/allow_unsafe_filename:true",
  "trace/allow_unsafe_hardlinks:true",
  "trace/allow_unsafe_symlinks:true",
  "trace/allow_unsafe_open_suid:true",
];

/** `struct open_how` */
function how(flags: number, resolve: number): Uint8Array {
  const bytes = new Uint8Array(24);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, flags, true);
  view.setUint32(8, modeFor(flags), true);
  view.setUint32(16, resolve, true);
  return bytes;
}

/** Where the descriptor of an answer leads; it is closed again. */
function opened({ kernel: { tasks } }: Sandbox, answer: string): string {
  const fd = /^fd (\d+)/.exec(answer)?.[1];
  if (fd === undefined) return answer;
  const { files } = tasks.get(PROCESS)!.table;
  const file = files.get(Number(fd))!;
  files.delete(Number(fd));
  return pathOf(file.entry).replace(/#\d+/, "#n");
}

const done = (answer: string): string => (answer === "0" ? "done" : answer);

/** Makes a call through the emulator, relative to the working directory; its answer as `perform` gives it. */
function emulate(sandbox: Sandbox, call: PathCall): string {
  const at = AT_FDCWD;
  switch (call.do) {
    case "openat2":
      return opened(sandbox, sandbox.call("openat2", at, call.path, how(call.flags, call.resolve), 24));
    case "stat":
    case "lstat": {
      const buffer = new Uint8Array(144);
      const flags = call.do === "stat" ? 0 : AT_SYMLINK_NOFOLLOW;
      const answer = sandbox.call("newfstatat", at, call.path, buffer, flags);
      return answer === "0" ? `type ${new DataView(buffer.buffer).getUint32(24, true) >> 12}` : answer;
    }
    case "readlink": {
      const buffer = new Uint8Array(4096);
      const answer = sandbox.call("readlinkat", at, call.path, buffer, 4096);
      return Number.isNaN(Number(answer)) ? answer : String.fromCharCode(...buffer.subarray(0, Number(answer)));
    }
    case "mkdir":
      return done(sandbox.call("mkdirat", at, call.path, 0o755));
    case "mkfifo":
      return done(sandbox.call("mknodat", at, call.path, 0o010644, 0));
    case "unlink":
      return done(sandbox.call("unlinkat", at, call.path, 0));
    case "rmdir":
      return done(sandbox.call("unlinkat", at, call.path, AT_REMOVEDIR));
    case "symlink":
      return done(sandbox.call("symlinkat", call.path, at, call.path2));
    case "link":
      return done(sandbox.call("linkat", at, call.path, at, call.path2, 0));
    case "linkFollow":
      return done(sandbox.call("linkat", at, call.path, at, call.path2, AT_SYMLINK_FOLLOW));
    default:
      return done(
        sandbox.call("renameat2", at, call.path, at, call.path2, { rename: 0, renameNew: 1, exchange: 2 }[call.do]),
      );
  }
}

/** What the two cannot have in common: O_PATH becomes a descriptor for reading (pitfall 113), and FIFOs must not block. */
const comparable = (call: PathCall): PathCall =>
  call.do === "openat2" ? { ...call, flags: (call.flags & ~O_PATH) | O_NONBLOCK } : call;

// Where no step is judged, the kernel follows the links.
test.each([
  ["every step of a walk is judged", RULES],
  ["no step of a walk is judged", [...RULES, "sandbox/walk:off"]],
])("where %s, an allowed call answers and does what the kernel itself would", (_, rules) => {
  const calls = fc.array(randomCall(BASE).map(comparable), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(randomModel(BASE), calls, (model, asked) => {
      const plain = new FakeKernel(treeAt(BASE, model));
      const base = plain.openat2(AT_FDCWD, putText(plain, NAME, BASE), O_PATH, 0, 0);
      const sandbox = new Sandbox({ tree: treeAt(BASE, model), rules });
      sandbox.kernel.tasks.get(PROCESS)!.fs.cwd = entryAt(sandbox.kernel.root, BASE);
      expect(asked.map((call) => emulate(sandbox, call))).toEqual(asked.map((call) => perform(plain, base, call)));
      expect(listing(sandbox.kernel.root)).toEqual(listing(plain.root));
      expect(sandbox.told()).toEqual([]);
    }),
    { numRuns: 400 },
  );
});
