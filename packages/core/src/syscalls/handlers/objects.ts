import { O_CLOEXEC } from "../../abi/fcntl.ts";
import { ERRNO } from "../../abi/index.ts";
import { OBJECT_ERRNO } from "../../policy/index.ts";
import { CANONICAL_A, NAME, SMALL } from "../../supervisor/request/arena.ts";
import { bitOf } from "../../supervisor/judge.ts";
import { CONTINUE } from "../../supervisor/request/result.ts";
import type { Emulation } from "../../supervisor/emulation.ts";
import { sendDescriptor } from "./open/send-descriptor.ts";
import { putText } from "./put-text.ts";

const CREATE = bitOf("create");
const LONGEST_NAME = 250; // of a memfd, with its NUL
const MFD_CLOEXEC = 1;
const MFD_HUGETLB = 4;
const O_NOTIFICATION_PIPE = 0o200; // O_EXCL

/** Calls that make an object without a path: all they are told are numbers, so the kernel may do them. */
export function anonymous(e: Emulation): number {
  const { call, shape, row } = e;
  let name = row.verdict === "serve" ? row.object : undefined;
  if (name === undefined) return -ERRNO.ENOSYS;
  // signalfd on a descriptor that exists makes nothing.
  if (name === "!signalfd" && call.int(0) !== -1) return CONTINUE;
  if (shape.name === "pipe2" && (call.int(1) & O_NOTIFICATION_PIPE) !== 0) name = "!notification_pipe";
  const judged = e.judge.path(CREATE, CANONICAL_A, putText(e, CANONICAL_A, name), OBJECT_ERRNO[name] ?? 0);
  return judged !== 0 ? judged : CONTINUE;
}

/** memfd_create: the name is the program's own, so the object is made here. */
export function memfd(e: Emulation): number {
  const { kernel, call, hardenings } = e;
  const { bytes } = kernel.arena;
  call.put(0, SMALL);
  const length = kernel.readString(SMALL, NAME, LONGEST_NAME);
  if (length === -ERRNO.ENAMETOOLONG) return -ERRNO.EINVAL;
  if (length < 0) return length;
  const flags = call.int(1);
  const prefix = putText(e, CANONICAL_A, (flags & MFD_HUGETLB) === 0 ? "!memfd:" : "!memfd-hugetlb:");
  bytes.copyWithin(prefix, NAME, NAME + length);
  const judged = e.judge.path(CREATE, CANONICAL_A, prefix + length, 0);
  if (judged !== 0) return judged;
  const fd = kernel.memfdCreate(NAME, flags | MFD_CLOEXEC);
  const cloexec = (flags & MFD_CLOEXEC) !== 0 ? O_CLOEXEC : 0;
  return fd < 0 ? fd : sendDescriptor(e, fd, cloexec | hardenings.descriptorFlags);
}
