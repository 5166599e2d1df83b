import { AT_EMPTY_PATH, AT_SYMLINK_NOFOLLOW } from "../../../abi/fcntl.ts";
import { ERRNO } from "../../../abi/index.ts";
import { EMPTY, SMALL } from "../../../supervisor/request/arena.ts";
import { bitOf } from "../../../supervisor/judge.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { dirfdOf, pinFirst, unknownFlags } from "../arguments.ts";
import { judgeNamed, pinArgument } from "../descriptor-name.ts";

const SET = bitOf("utime");
const TIMES = SMALL; // two struct timespec
const RAW = SMALL + 64;
const MICROSECOND = 1_000_000n;

/** utime, utimes, futimesat and utimensat. A missing path means the descriptor itself. */
export function utime(e: Emulation): number {
  const { call, shape, kernel } = e;
  const timesAt = shape.args.indexOf("time");
  const wrong = unknownFlags(e, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH);
  if (wrong !== 0) return wrong;
  const read = call.isNull(timesAt) ? 0 : readTimes(e, timesAt);
  if (read < 0) return read;
  const byDescriptor = shape.dirfd >= 0 && call.isNull(shape.path) && dirfdOf(e) >= 0;
  const fd = byDescriptor ? pinArgument(e, shape.dirfd) : pinFirst(e);
  if (fd < 0) return fd;
  const judged = judgeNamed(e, SET);
  if (judged !== 0) return judged;
  return kernel.utimensat(fd, EMPTY, call.isNull(timesAt) ? 0 : TIMES, AT_EMPTY_PATH);
}

/** Reads the times in the shape that the call has them and leaves two `timespec` at TIMES. */
function readTimes(e: Emulation, argument: number): number {
  const { kernel, call, shape } = e;
  const { view } = call;
  if (shape.name === "utimensat") return Math.min(kernel.read(argument, 0, 32, TIMES), 0);
  const plain = shape.name === "utime";
  const error = kernel.read(argument, 0, plain ? 16 : 32, RAW);
  if (error < 0) return error;
  for (let i = 0; i < 2; i++) {
    const seconds = view.getBigInt64(RAW + i * (plain ? 8 : 16), true);
    const micros = plain ? 0n : view.getBigInt64(RAW + i * 16 + 8, true);
    if (micros < 0n || micros >= MICROSECOND) return -ERRNO.EINVAL;
    view.setBigInt64(TIMES + i * 16, seconds, true);
    view.setBigInt64(TIMES + i * 16 + 8, micros * 1000n, true);
  }
  return 0;
}
