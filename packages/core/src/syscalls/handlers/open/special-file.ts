import { AT_FDCWD, O_ACCMODE, O_CLOEXEC, O_NOCTTY, O_NONBLOCK, O_RDONLY, O_RDWR } from "../../../abi/fcntl.ts";
import { ERRNO, STAT } from "../../../abi/index.ts";
import { EXACT } from "../../../lookup/lookup.ts";
import type { Place } from "../../../lookup/place.ts";
import { taskFileName } from "../../../lookup/proc-name.ts";
import { BIG, NAME, STAT_A } from "../../../supervisor/request/arena.ts";
import { latin1 } from "../../../supervisor/latin1.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { TYPE } from "../file-type.ts";
import { openJudged, openJudgedLater } from "./open-judged.ts";
import { sendDescriptor } from "./send-descriptor.ts";

const MEMORY_MAJOR = 1;
const TTY_MAJOR = 4;
const AUX_TTY_MAJOR = 5;
const FIRST_PTS_MAJOR = 136;
const TTY_FIELD = 4; // of /proc/PID/stat, behind the name of the program

/** A FIFO blocks until somebody opens the other end: such an open waits on a thread of its own. */
export function openFifo(e: Emulation, place: Place, flags: number, cloexec: number): number {
  const blocks = (flags & O_NONBLOCK) === 0 && (flags & O_ACCMODE) !== O_RDWR;
  return blocks ? openJudgedLater(e, place, flags, cloexec) : openJudged(e, place, flags, cloexec, TYPE.fifo);
}

/** A character or block device: its number has just been looked at. */
export function openDevice(e: Emulation, place: Place, flags: number, cloexec: number): number {
  const device = e.call.view.getBigUint64(STAT_A + STAT[e.arch].st_rdev, true);
  const major = Number(((device >> 8n) & 0xfffn) | ((device >> 32n) & 0xfffff000n));
  const minor = Number((device & 0xffn) | ((device >> 12n) & 0xffffff00n));
  if (major === MEMORY_MAJOR) return openJudged(e, place, flags, cloexec, TYPE.character);
  if (major === AUX_TTY_MAJOR && minor === 0) return controllingTerminal(e, flags, cloexec);
  return openJudgedLater(e, place, flags, cloexec);
}

/** /dev/tty is the caller's terminal, not ours: where the sessions differ it is opened by its own name. */
function controllingTerminal(e: Emulation, flags: number, cloexec: number): number {
  const { kernel } = e;
  const name = terminalName(e);
  if (name === "") return -ERRNO.ENXIO;
  const { bytes } = kernel.arena;
  for (let i = 0; i < name.length; i++) bytes[NAME + i] = name.charCodeAt(i);
  bytes[NAME + name.length] = 0;
  const fd = kernel.openat2(AT_FDCWD, NAME, flags | O_CLOEXEC | O_NOCTTY, 0, EXACT);
  return fd < 0 ? fd : sendDescriptor(e, fd, cloexec);
}

function terminalName(e: Emulation): string {
  const { kernel, call } = e;
  if (kernel.getsid(call.pid) === kernel.getsid(0)) return "/dev/tty";
  const { bytes } = kernel.arena;
  const fd = kernel.openat2(AT_FDCWD, taskFileName(bytes, call.pid, "stat"), O_RDONLY | O_CLOEXEC, 0, 0);
  if (fd < 0) return "";
  const length = kernel.pread(fd, BIG, 1024);
  kernel.close(fd);
  const text = latin1(bytes, BIG, BIG + length);
  const device = Number(text.slice(text.lastIndexOf(")") + 2).split(" ")[TTY_FIELD]);
  return nameOfTerminal(device);
}

/** Name of a terminal by its device number as `/proc/PID/stat` prints it; empty for none. */
export function nameOfTerminal(device: number): string {
  if (!Number.isInteger(device) || device === 0) return "";
  const major = (device >> 8) & 0xfff;
  const minor = (device & 0xff) | ((device >> 12) & 0xfff00);
  if (major >= FIRST_PTS_MAJOR && major < FIRST_PTS_MAJOR + 8) {
    return `/dev/pts/${(major - FIRST_PTS_MAJOR) * 0x100000 + minor}`;
  }
  if (major === TTY_MAJOR) return minor < 64 ? `/dev/tty${minor}` : `/dev/ttyS${minor - 64}`;
  return "";
}
