import { AT_FDCWD } from "../../../abi/fcntl.ts";
import { ERRNO, STAT, STATX } from "../../../abi/index.ts";
import { S_IFCHR, STATX_MODE, STATX_TYPE } from "../../../abi/stat.ts";
import { NAME, STAT_A } from "../../../supervisor/request/arena.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { putText } from "../put-text.ts";
import { interfaceName } from "./interface-name.ts";

/** Version of the interface: the device is 3:1. */
const MAJOR = 3;
const MINOR = 1;
/** Its times say nothing, and are the same always. */
const TIME = 505_958_400n;

/**
 * A look at the device of the policy, or at a command below it, which carries the command out. What is shown is the state
 * before it.
 *
 * @returns undefined where the call is about something else
 */
export function statCommand(e: Emulation): number | undefined {
  const name = interfaceName(e);
  if (name === undefined || e.control === undefined || (name !== "" && !name.startsWith("/"))) return undefined;
  const { control, kernel, call } = e;
  if (!control.mayCommand(kernel, call.pid)) return -ERRNO.ENOENT;
  const { narrows, mode, links } = control;
  const text = name.slice(1);
  if (narrows && text.endsWith("?")) return refuseQuery(e, text);
  const result = text === "" ? 0 : control.command(text, e.commands);
  return result !== 0 ? result : show(e, narrows ? undefined : { mode, links });
}

function refuseQuery(e: Emulation, text: string): number {
  e.commands.tell(ERRNO.EPERM, "configure_sandbox", `${text}: after lock:drop nothing can be asked`);
  return -ERRNO.EPERM;
}

interface Shown {
  readonly mode: number;
  readonly links: bigint;
}

/** Writes what the caller sees: the device of the policy, or `/dev/null` as it is. */
function show(e: Emulation, shown: Shown | undefined): number {
  const { kernel, shape, call, arch } = e;
  putText(e, NAME, "/dev/null\0");
  const mask = shape.flags < 0 ? -1 : call.int(shape.flags);
  const looked = mask < 0 ? kernel.fstatat(AT_FDCWD, NAME, STAT_A, 0) : kernel.statx(AT_FDCWD, NAME, 0, mask, STAT_A);
  if (looked < 0) return looked;
  if (shown !== undefined) {
    if (mask < 0) asStat(e, shown);
    else asStatx(e, shown, mask);
  }
  const written = kernel.write(shape.buffer, 0, STAT_A, mask < 0 ? STAT[arch].size : STATX.size);
  return written < 0 ? written : 0;
}

function asStat({ call: { view }, arch }: Emulation, { mode, links }: Shown): void {
  const at = STAT[arch];
  view.setBigUint64(STAT_A + at.st_ino, 0n, true);
  view.setUint32(STAT_A + at.st_mode, S_IFCHR | mode, true);
  if (arch === "x64") view.setBigUint64(STAT_A + at.st_nlink, links, true);
  else view.setUint32(STAT_A + at.st_nlink, Number(links), true);
  view.setBigUint64(STAT_A + at.st_rdev, BigInt((MAJOR << 8) | MINOR), true);
  for (const time of [at.st_atime, at.st_mtime, at.st_ctime]) {
    view.setBigUint64(STAT_A + time, TIME, true);
    view.setBigUint64(STAT_A + time + 8, 0n, true);
  }
}

function asStatx({ call: { view } }: Emulation, { mode, links }: Shown, mask: number): void {
  view.setBigUint64(STAT_A + STATX.stx_ino, 0n, true);
  const type = (mask & STATX_TYPE) === 0 ? 0 : S_IFCHR;
  view.setUint16(STAT_A + STATX.stx_mode, type | ((mask & STATX_MODE) === 0 ? 0 : mode), true);
  view.setUint32(STAT_A + STATX.stx_nlink, Number(links & 0xffff_ffffn), true);
  view.setUint32(STAT_A + STATX.stx_rdev_major, MAJOR, true);
  view.setUint32(STAT_A + STATX.stx_rdev_minor, MINOR, true);
  for (const time of [STATX.stx_atime, STATX.stx_ctime, STATX.stx_mtime]) {
    view.setBigUint64(STAT_A + time, TIME, true);
    view.setUint32(STAT_A + time + 8, 0, true);
  }
}
