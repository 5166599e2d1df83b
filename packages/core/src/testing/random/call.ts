import * as fc from "fast-check";
import {
  AT_FDCWD,
  AT_REMOVEDIR,
  AT_SYMLINK_FOLLOW,
  AT_SYMLINK_NOFOLLOW,
  O_CREAT,
  O_PATH,
  O_TMPFILE_BIT,
} from "../../abi/fcntl.ts";
import { errnoName, OPEN_FLAGS, STAT } from "../../abi/index.ts";
import type { Kernel } from "../../kernel.ts";
import { NAME, PATH_A, PATH_B, STAT_A } from "../../supervisor/request/arena.ts";
import { randomPath } from "./model.ts";

const { O_DIRECTORY, O_NOFOLLOW } = OPEN_FLAGS.x64;
const ONE_PATH = ["stat", "lstat", "readlink", "mkdir", "mkfifo", "unlink", "rmdir"] as const;
const TWO_PATHS = ["link", "linkFollow", "symlink", "rename", "renameNew", "exchange"] as const;
const RENAME_FLAGS = { rename: 0, renameNew: 1, exchange: 2 } as const;

/** A call by path. */
export type PathCall =
  | { readonly do: "openat2"; readonly path: string; readonly flags: number; readonly resolve: number }
  | { readonly do: (typeof ONE_PATH)[number]; readonly path: string }
  | TwoPaths;

interface TwoPaths {
  readonly do: (typeof TWO_PATHS)[number];
  readonly path: string;
  readonly path2: string;
}

const FLAGS = fc.constantFrom(
  0, 1, O_PATH, O_PATH | O_NOFOLLOW, O_PATH | O_DIRECTORY, O_PATH | O_NOFOLLOW | O_DIRECTORY, O_NOFOLLOW, O_DIRECTORY,
  O_DIRECTORY | O_NOFOLLOW, 0o100, 0o101, 0o301, 0o301 | O_NOFOLLOW, 0o101 | O_NOFOLLOW, 0o1001, 0o1101, 0o20200002,
); // prettier-ignore

/** Random calls; what they make and link to lies in `base`. */
export function randomCall(base: string): fc.Arbitrary<PathCall> {
  const inside = randomPath(base);
  const path = fc.oneof(
    { weight: 20, arbitrary: inside },
    { weight: 1, arbitrary: fc.constantFrom("/", "//", "/.", "/..", "/../..") },
  );
  return fc.oneof(
    fc.record({
      do: fc.constant("openat2" as const),
      path,
      flags: FLAGS,
      resolve: fc.constantFrom(0, 0, 2, 4, 6, 8, 16),
    }),
    fc.record({ do: fc.constantFrom(...ONE_PATH), path }),
    fc.record({ do: fc.constantFrom(...TWO_PATHS), path: inside, path2: path }),
  );
}

/** The mode that goes with open flags: openat2 refuses one that nothing is made with. */
export const modeFor = (flags: number): number => ((flags & (O_CREAT | O_TMPFILE_BIT)) === 0 ? 0 : 0o644);

/** Writes a path to a slot of the arena. */
export function putText(kernel: Kernel, at: number, text: string): number {
  for (let i = 0; i < text.length; i++) kernel.arena.bytes[at + i] = text.charCodeAt(i);
  kernel.arena.bytes[at + text.length] = 0;
  return at;
}

const textAt = (kernel: Kernel, at: number, length: number): string =>
  String.fromCharCode(...kernel.arena.bytes.subarray(at, at + length));

const shown = (result: number): string => (result < 0 ? errnoName(result) : "done");

/** Where an open has led to. */
function opened(kernel: Kernel, fd: number): string {
  if (fd < 0) return errnoName(fd);
  const length = kernel.readlinkat(AT_FDCWD, putText(kernel, NAME, `/proc/self/fd/${fd}`), PATH_A, 4096);
  kernel.close(fd);
  return textAt(kernel, PATH_A, length).replace(/#\d+/, "#n");
}

function looked(kernel: Kernel, result: number): string {
  if (result < 0) return errnoName(result);
  return `type ${new DataView(kernel.arena.buffer).getUint32(STAT_A + STAT.x64.st_mode, true) >> 12}`;
}

/** Makes a call on a kernel itself, relative to `directory`; what it answered as text. */
export function perform(kernel: Kernel, directory: number, call: PathCall): string {
  const path = putText(kernel, PATH_A, call.path);
  switch (call.do) {
    case "openat2":
      return opened(kernel, kernel.openat2(directory, path, call.flags, modeFor(call.flags), call.resolve));
    case "stat":
      return looked(kernel, kernel.fstatat(directory, path, STAT_A, 0));
    case "lstat":
      return looked(kernel, kernel.fstatat(directory, path, STAT_A, AT_SYMLINK_NOFOLLOW));
    case "readlink": {
      const length = kernel.readlinkat(directory, path, PATH_B, 4096);
      return length < 0 ? errnoName(length) : textAt(kernel, PATH_B, length);
    }
    case "mkdir":
      return shown(kernel.mkdirat(directory, path, 0o755));
    case "mkfifo":
      return shown(kernel.mknodat(directory, path, 0o010644, 0));
    case "unlink":
      return shown(kernel.unlinkat(directory, path, 0));
    case "rmdir":
      return shown(kernel.unlinkat(directory, path, AT_REMOVEDIR));
    case "link":
    case "linkFollow":
    case "symlink":
    case "rename":
    case "renameNew":
    case "exchange":
      return performOnTwo(kernel, directory, call);
  }
}

function performOnTwo(kernel: Kernel, directory: number, call: TwoPaths): string {
  const second = putText(kernel, PATH_B, call.path2);
  switch (call.do) {
    case "link":
      return shown(kernel.linkat(directory, PATH_A, directory, second, 0));
    case "linkFollow":
      return shown(kernel.linkat(directory, PATH_A, directory, second, AT_SYMLINK_FOLLOW));
    case "symlink":
      return shown(kernel.symlinkat(PATH_A, directory, second));
    default:
      return shown(kernel.renameat2(directory, PATH_A, directory, second, RENAME_FLAGS[call.do]));
  }
}
