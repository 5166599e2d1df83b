import { encodeUtf8 } from "../../../policy/utf8.ts";
import { AT_FDCWD, O_ACCMODE, O_CLOEXEC, O_CREAT, O_EXCL, O_WRONLY } from "../../../abi/fcntl.ts";
import { ERRNO, OPEN_FLAGS } from "../../../abi/index.ts";
import type { StateFile } from "../../../control/state-text.ts";
import { ownDescriptorName } from "../../../lookup/proc-name.ts";
import { BIG, BIG_SIZE, NAME } from "../../../supervisor/request/arena.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import type { OpenRequest } from "../open/request.ts";
import { sendDescriptor } from "../open/send-descriptor.ts";
import { putText } from "../put-text.ts";
import { interfaceName } from "./interface-name.ts";

const MFD_CLOEXEC = 1;

const isStateFile = (name: string | undefined): name is StateFile => name === "" || name === ".sh" || name === ".el";

/**
 * An open of the policy's device gives its state as a file in memory.
 *
 * @returns undefined where the call is about something else
 */
export function openState(e: Emulation, request: OpenRequest): number | undefined {
  const name = interfaceName(e);
  if (!isStateFile(name) || e.control === undefined) return undefined;
  const { flags } = request;
  if (!e.control.mayRead(e.kernel, e.call.pid)) return -ERRNO.ENOENT;
  if ((flags & O_CREAT) !== 0 && (flags & O_EXCL) !== 0) return -ERRNO.EEXIST;
  if ((flags & OPEN_FLAGS[e.arch].O_DIRECTORY) !== 0) return -ERRNO.ENOTDIR;
  if ((flags & O_ACCMODE) === O_WRONLY) return -ERRNO.EBADF;
  const file = fileOf(e, e.control.text(name));
  if (file < 0) return file;
  const own = ownDescriptorName(e.kernel.arena.bytes, file);
  const fd = e.kernel.openat2(AT_FDCWD, own, (flags & O_ACCMODE) | O_CLOEXEC, 0, 0);
  e.kernel.close(file);
  return fd < 0 ? fd : sendDescriptor(e, fd, request.descriptorFlags | e.hardenings.descriptorFlags);
}

/** A file in memory with a text. */
function fileOf(e: Emulation, text: string): number {
  const { kernel } = e;
  putText(e, NAME, "syd\0");
  const fd = kernel.memfdCreate(NAME, MFD_CLOEXEC);
  if (fd < 0) return fd;
  const bytes = encodeUtf8(text);
  for (let at = 0; at < bytes.length;) {
    const part = bytes.subarray(at, at + BIG_SIZE);
    kernel.arena.bytes.set(part, BIG);
    const written = kernel.pwrite(fd, BIG, part.length, at);
    if (written <= 0) {
      kernel.close(fd);
      return written < 0 ? written : -ERRNO.EIO;
    }
    at += written;
  }
  return fd;
}
