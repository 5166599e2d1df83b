import { BIG } from "../../../supervisor/request/arena.ts";
import { bitOf } from "../../../supervisor/judge.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { pinFirst } from "../arguments.ts";
import { judgeNamed, pinArgument } from "../descriptor-name.ts";

const SET = bitOf("stat");
const STATFS_SIZE = 120; // struct statfs of 64-bit architectures

/** statfs and fstatfs. */
export function statfs(e: Emulation): number {
  const { kernel, shape } = e;
  const fd = shape.path < 0 ? pinArgument(e, shape.fd) : pinFirst(e);
  if (fd < 0) return fd;
  const judged = judgeNamed(e, SET);
  if (judged !== 0) return judged;
  const failed = kernel.fstatfs(fd, BIG);
  if (failed < 0) return failed;
  const written = kernel.write(shape.buffer, 0, BIG, STATFS_SIZE);
  return written < 0 ? written : 0;
}
