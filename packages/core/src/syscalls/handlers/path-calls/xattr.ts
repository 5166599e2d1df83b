import { copyInto } from "@sbx/path";
import { AT_EMPTY_PATH, AT_SYMLINK_NOFOLLOW } from "../../../abi/fcntl.ts";
import { ERRNO } from "../../../abi/index.ts";
import { FOLLOW } from "../../../lookup/place.ts";
import { ownDescriptorName } from "../../../lookup/proc-name.ts";
import { BIG, BIG_SIZE, LINK, SMALL } from "../../../supervisor/request/arena.ts";
import { bitOf } from "../../../supervisor/judge.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { dirfdOf, lookupFlagsOf, pinFirst, typeOfDescriptor, unknownFlags } from "../arguments.ts";
import { duplicateArgument, judgeNamed } from "../descriptor-name.ts";
import { TYPE } from "../file-type.ts";

const SLASH = 0x2f;
const READ = bitOf("read");
const CHATTR = bitOf("chattr");
/** The attribute's name: out of the way of look-ups, which need room for names of their own. */
const ATTRIBUTE = SMALL + 0x100;
const LONGEST_NAME = 256; // XATTR_NAME_MAX with the NUL
const LARGEST_VALUE = 65536; // XATTR_SIZE_MAX
const PRIVATE_PREFIXES = ["security.", "system.", "trusted."] as const;

/** The object of the call under a name that reaches it without a link, the link itself for the `l…` forms. */
interface Target {
  /** Offset of the name, or `-errno`. */
  readonly path: number;
  readonly isLink: boolean;
}

const failed = (path: number): Target => ({ path, isLink: false });

function target(e: Emulation, set: number): Target {
  const { shape, kernel, lookup, first } = e;
  const { bytes } = kernel.arena;
  if (shape.path < 0) {
    // The caller's own open file: attributes of an O_PATH descriptor cannot be had.
    const file = duplicateArgument(e, shape.fd);
    if (file < 0) return failed(file);
    const named = lookup.takeObject(first, file);
    const judged = named < 0 ? named : judgeNamed(e, set);
    return judged !== 0 ? failed(judged) : { path: ownDescriptorName(bytes, file), isLink: false };
  }
  const wrong = unknownFlags(e, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH);
  if (wrong !== 0) return failed(wrong);
  const fd = pinFirst(e);
  if (fd < 0) return failed(fd);
  const judged = judgeNamed(e, set);
  if (judged !== 0) return failed(judged);
  const type = typeOfDescriptor(e, fd);
  if (type !== TYPE.link) return { path: ownDescriptorName(bytes, fd), isLink: false };
  return linkName(e, set);
}

/** A link has no name through a descriptor of its own: it is named through its pinned directory. */
function linkName(e: Emulation, set: number): Target {
  const { kernel, lookup, first, shape } = e;
  const { bytes } = kernel.arena;
  const error = lookup.name(first, shape.path, dirfdOf(e), lookupFlagsOf(e) & ~FOLLOW);
  if (error !== 0) return failed(error);
  if (first.directory < 0) return failed(-ERRNO.EOPNOTSUPP);
  // Looked up anew: links on the way may lead elsewhere by now.
  const judged = judgeNamed(e, set);
  if (judged !== 0) return failed(judged);
  const prefix = ownDescriptorName(bytes, first.directory);
  const slash = copyInto(bytes, prefix, bytes.indexOf(0, prefix), bytes, LINK);
  // Not appendInto(): the name stays as it is, with a slash behind it too.
  bytes[slash] = SLASH;
  bytes[copyInto(bytes, first.name, bytes.indexOf(0, first.name), bytes, slash + 1)] = 0;
  return { path: LINK, isLink: true };
}

/** Reads the attribute's name to ATTRIBUTE. */
function readName(e: Emulation): number {
  const { kernel, call, shape, hardenings } = e;
  call.put(shape.args.indexOf("xattrName"), SMALL);
  const length = kernel.readString(SMALL, ATTRIBUTE, LONGEST_NAME);
  if (length === -ERRNO.ENAMETOOLONG || length === 0) return -ERRNO.ERANGE;
  if (length < 0) return length;
  return hardenings.privateXattrs && isPrivate(kernel.arena.bytes, ATTRIBUTE) ? -ERRNO.EOPNOTSUPP : 0;
}

function isPrivate(bytes: Uint8Array, at: number): boolean {
  return PRIVATE_PREFIXES.some((prefix) => [...prefix].every((c, i) => bytes[at + i] === c.charCodeAt(0)));
}

/** Where value, size and flags are: in arguments, or in the `struct xattr_args` of the `…at` forms. */
function values(e: Emulation): { readonly argument: number; readonly size: number; readonly flags: number } | number {
  const { call, shape, kernel } = e;
  const structAt = shape.args.indexOf("struct");
  if (structAt < 0) {
    const argument = shape.args.indexOf("buffer");
    const flags = shape.args.indexOf("flags");
    return { argument, size: call.size(argument + 1, BIG_SIZE), flags: flags < 0 ? 0 : call.int(flags) };
  }
  const error = kernel.read(structAt, 0, 16, SMALL + 16);
  if (error < 0) return error;
  call.point(structAt, call.view.getInt32(SMALL + 16, true), call.view.getInt32(SMALL + 20, true));
  const size = Math.min(call.view.getUint32(SMALL + 24, true), BIG_SIZE);
  return { argument: structAt, size, flags: call.view.getInt32(SMALL + 28, true) };
}

/** setxattr and its forms. */
export function setxattr(e: Emulation): number {
  const { kernel, hardenings } = e;
  const value = values(e);
  if (typeof value === "number") return value;
  const named = readName(e);
  if (named !== 0) return named;
  if (value.size > Math.min(hardenings.largestXattr < 0 ? LARGEST_VALUE : hardenings.largestXattr, LARGEST_VALUE)) {
    return -ERRNO.E2BIG;
  }
  const read = kernel.read(value.argument, 0, value.size, BIG);
  if (read < 0) return read;
  const { path, isLink } = target(e, CHATTR);
  if (path < 0) return path;
  return isLink
    ? kernel.lsetxattr(path, ATTRIBUTE, BIG, value.size, value.flags)
    : kernel.setxattr(path, ATTRIBUTE, BIG, value.size, value.flags);
}

/** getxattr and its forms. */
export function getxattr(e: Emulation): number {
  const { kernel } = e;
  const value = values(e);
  if (typeof value === "number") return value;
  const named = readName(e);
  if (named !== 0) return named;
  const { path, isLink } = target(e, READ);
  if (path < 0) return path;
  const size = Math.min(value.size, LARGEST_VALUE);
  const length = isLink ? kernel.lgetxattr(path, ATTRIBUTE, BIG, size) : kernel.getxattr(path, ATTRIBUTE, BIG, size);
  return deliver(e, value.argument, length, size);
}

/** listxattr and its forms. */
export function listxattr(e: Emulation): number {
  const { kernel, shape, call } = e;
  const argument = shape.args.indexOf("buffer");
  const { path, isLink } = target(e, READ);
  if (path < 0) return path;
  const size = call.size(argument + 1, LARGEST_VALUE);
  // Private names are left out, so the whole list is read whatever room the caller has.
  const whole = isLink ? kernel.llistxattr(path, BIG, LARGEST_VALUE) : kernel.listxattr(path, BIG, LARGEST_VALUE);
  if (whole < 0) return whole;
  const length = e.hardenings.privateXattrs ? withoutPrivate(kernel.arena.bytes, whole) : whole;
  if (size !== 0 && length > size) return -ERRNO.ERANGE;
  return deliver(e, argument, length, size);
}

/** Drops private names from the list at BIG; returns what is left. */
function withoutPrivate(bytes: Uint8Array, length: number): number {
  let kept = BIG;
  for (let at = BIG; at < BIG + length;) {
    const end = bytes.indexOf(0, at) + 1;
    if (!isPrivate(bytes, at)) {
      bytes.copyWithin(kept, at, end);
      kept += end - at;
    }
    at = end;
  }
  return kept - BIG;
}

/** removexattr and its forms. */
export function removexattr(e: Emulation): number {
  const named = readName(e);
  if (named !== 0) return named;
  const { path, isLink } = target(e, CHATTR);
  if (path < 0) return path;
  return isLink ? e.kernel.lremovexattr(path, ATTRIBUTE) : e.kernel.removexattr(path, ATTRIBUTE);
}

/** Gives the caller `length` bytes at BIG; with a size of 0 it only wanted to know the length. */
function deliver(e: Emulation, argument: number, length: number, size: number): number {
  if (length <= 0 || size === 0) return length;
  const written = e.kernel.write(argument, 0, BIG, length);
  return written < 0 ? written : length;
}
