import {
  AT_SYMLINK_NOFOLLOW,
  O_ACCMODE,
  O_CLOEXEC,
  O_CREAT,
  O_EXCL,
  O_PATH,
  O_TMPFILE_BIT,
  O_TRUNC,
} from "../../../abi/fcntl.ts";
import { ERRNO, OPEN_FLAGS, STAT } from "../../../abi/index.ts";
import { EXACT } from "../../../lookup/lookup.ts";
import type { Place } from "../../../lookup/place.ts";
import { STAT_A } from "../../../supervisor/request/arena.ts";
import { ANSWERED, NEEDS_WALK } from "../../../supervisor/request/result.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { TYPE } from "../file-type.ts";
import { refuseUnsafe } from "../safe-name.ts";
import { accessSet, CREATE, READDIR, setFor, SHORTEN, TEMPORARY } from "./categories.ts";
import { judgeFilesystem, judgeFilesystemOfName } from "./filesystem.ts";
import { openJudged, openJudgedLater, wouldWait } from "./open-judged.ts";
import { descriptorFlags, type OpenRequest } from "./request.ts";
import { mayNotMake, refusedByMode, refusedByType } from "./restrictions.ts";
import { openDevice, openFifo } from "./special-file.ts";

const MOST_RACES = 8;

/**
 * Opens what a place leads to and answers. Returns `-ELOOP` where a link was met after all, and `NEEDS_WALK` where a place that was
 * only read as written is not simply allowed: links on the way to it decide which name the rules are asked about.
 */
export function openPlace(e: Emulation, place: Place, request: OpenRequest): number {
  if ((request.flags & O_TMPFILE_BIT) !== 0) return place.pinned ? openTemporary(e, place, request) : NEEDS_WALK;
  for (let race = 0; race < MOST_RACES; race++) {
    const result = tryOnce(e, place, request);
    if (result !== -ERRNO.ESTALE) return result;
  }
  return -ERRNO.ESTALE;
}

function tryOnce(e: Emulation, place: Place, request: OpenRequest): number {
  const { judge, hardenings, kernel } = e;
  const { flags } = request;
  const { start, end } = place;
  const plain = (flags & (O_CREAT | O_EXCL)) === 0 || !hardenings.trustedCreation;
  const exclusive = (flags & O_CREAT) !== 0 && (flags & O_EXCL) !== 0;
  const set = accessSet(flags) | ((flags & O_TRUNC) !== 0 ? SHORTEN : 0);
  if (exclusive && !place.lastIsSpecial && judge.allows(accessSet(flags) | CREATE, start, end))
    return create(e, place, request);
  if (!plain || exclusive || hardenings.inspectOpens || !judge.allows(set, start, end))
    return inspect(e, place, request);
  const reads = (flags & (O_ACCMODE | O_CREAT | O_TRUNC)) === 0 && !request.pathOnly;
  const types = (1 << TYPE.regular) | (reads && judge.allows(READDIR, start, end) ? 1 << TYPE.directory : 0);
  const wanted = keptFlags(e, place, flags);
  const mode = (wanted & O_CREAT) === 0 ? 0 : request.mode & ~hardenings.forceUmask;
  const result = kernel.openAndAnswer(place.directory, place.name, wanted, mode, types, descriptorFlags(e, request), 0);
  if (result === 0) return ANSWERED;
  if (result > 0 || wouldWait(result, flags)) return inspect(e, place, request);
  if (result === -ERRNO.ENOENT && (flags & O_CREAT) !== 0) return create(e, place, request);
  return place.pinned ? result : confirm(e, place, result);
}

/** A look at a path as written follows the links on its way: whether it has met one, if an error is all that it found. */
function confirm(e: Emulation, place: Place, error: number): number {
  if (error === -ERRNO.ELOOP || error === -ERRNO.ESTALE) return error;
  const flags = O_PATH | O_CLOEXEC | OPEN_FLAGS[e.arch].O_NOFOLLOW;
  const fd = e.kernel.openat2(place.directory, place.name, flags, 0, EXACT);
  if (fd < 0) return fd;
  e.kernel.close(fd);
  return error;
}

/**
 * The flags with which an object that is there is opened. O_CREAT stays where creating is allowed too: the kernel protects
 * files in shared directories by it, and should the name vanish, what is made in its place shows as another inode.
 */
function keptFlags(e: Emulation, place: Place, flags: number): number {
  const plain = flags & ~(O_CREAT | O_EXCL);
  if ((flags & O_CREAT) === 0 || !e.judge.allows(CREATE, place.start, place.end)) return plain;
  e.caller.adoptUmask();
  return plain | O_CREAT;
}

/** The way of whatever is not a plain file that the policy simply allows: look, judge with a report, act by type. */
function inspect(e: Emulation, place: Place, request: OpenRequest): number {
  const { kernel, call, judge, hardenings } = e;
  const { flags } = request;
  if (!place.pinned) return NEEDS_WALK;
  const looked = kernel.fstatat(place.directory, place.name, STAT_A, AT_SYMLINK_NOFOLLOW);
  if (looked === -ERRNO.ENOENT && (flags & O_CREAT) !== 0) return create(e, place, request);
  if (looked < 0) return looked;
  const mode = call.view.getUint32(STAT_A + STAT[e.arch].st_mode, true);
  const type = (mode >> 12) & 15;
  const makes = (flags & O_CREAT) !== 0;
  if (makes && (flags & O_EXCL) !== 0) return -ERRNO.EEXIST;
  if (type === TYPE.link) return -ERRNO.ELOOP;
  const refused = refusedByType(e, place, flags, type);
  if (refused !== 0) return refused;
  if (makes && hardenings.trustedCreation && !isOwn(e, mode)) {
    const path = kernel.arena.bytes.slice(place.start, place.end);
    return judge.refuse(ERRNO.EACCES, "unsafe_create", { path, tip: "trace/allow_unsafe_create:1" });
  }
  const judged = judge.path(setFor(flags, type), place.start, place.end, 0);
  if (judged !== 0) return judged;
  const apart = e.policy.filesystems ? judgeFilesystemOfName(e, place) : 0;
  if (apart !== 0) return apart;
  return refusedByMode(e, place, flags, mode) || act(e, place, request, type);
}

/** O_CREAT on what is there already: only one's own file that nobody else may write. */
function isOwn(e: Emulation, mode: number): boolean {
  const owner = e.call.view.getUint32(STAT_A + STAT[e.arch].st_uid, true);
  const type = (mode >> 12) & 15;
  if (type !== TYPE.regular && type !== TYPE.fifo) return true;
  return owner === e.caller.uid && (mode & 0o022) === 0;
}

function act(e: Emulation, place: Place, request: OpenRequest, type: number): number {
  if (type === TYPE.socket) return -ERRNO.ENXIO;
  const flags = request.flags & ~(O_CREAT | O_EXCL);
  const cloexec = descriptorFlags(e, request);
  if (type === TYPE.fifo) return openFifo(e, place, flags, cloexec);
  if (type === TYPE.character || type === TYPE.block) return openDevice(e, place, flags, cloexec);
  const wanted = request.pathOnly && type === TYPE.directory ? flags | OPEN_FLAGS[e.arch].O_DIRECTORY : flags;
  const result = openJudged(e, place, wanted, cloexec, type);
  return wouldWait(result, flags) ? openJudgedLater(e, place, flags, cloexec) : result;
}

function create(e: Emulation, place: Place, request: OpenRequest): number {
  const { judge, kernel, hardenings, caller } = e;
  if (place.trailingSlash || place.lastIsSpecial) return -ERRNO.EISDIR;
  if (mayNotMake(e, request.mode)) return place.pinned ? -ERRNO.EPERM : NEEDS_WALK;
  const unsafe = refuseUnsafe(e, place);
  if (unsafe !== 0) return unsafe;
  const set = accessSet(request.flags) | CREATE;
  if (!judge.allows(set, place.start, place.end)) {
    if (!place.pinned) return NEEDS_WALK;
    const judged = judge.path(set, place.start, place.end, 0);
    if (judged !== 0) return judged;
  }
  if (e.policy.filesystems) {
    // What is made lies where its directory does.
    if (!place.pinned) return NEEDS_WALK;
    const apart = judgeFilesystem(e, place, place.directory);
    if (apart !== 0) return apart;
  }
  caller.adoptUmask();
  const flags = request.flags | O_CREAT | O_EXCL;
  const mode = request.mode & ~hardenings.forceUmask;
  const result = kernel.openAndAnswer(place.directory, place.name, flags, mode, 0, descriptorFlags(e, request), 0);
  if (result === -ERRNO.EEXIST && (request.flags & O_EXCL) === 0) return -ERRNO.ESTALE;
  return result === 0 ? ANSWERED : result;
}

/** O_TMPFILE: a file without a name in the directory that the path leads to. */
function openTemporary(e: Emulation, place: Place, request: OpenRequest): number {
  const { judge, kernel, caller } = e;
  const looked = kernel.fstatat(place.directory, place.name, STAT_A, AT_SYMLINK_NOFOLLOW);
  if (looked < 0) return looked;
  const type = (e.call.view.getUint32(STAT_A + STAT[e.arch].st_mode, true) >> 12) & 15;
  if (type === TYPE.link) return -ERRNO.ELOOP;
  if (type !== TYPE.directory) return -ERRNO.ENOTDIR;
  if (mayNotMake(e, request.mode)) return -ERRNO.EPERM;
  const judged = judge.path(TEMPORARY, place.start, place.end, 0);
  if (judged !== 0) return judged;
  const apart = e.policy.filesystems ? judgeFilesystemOfName(e, place) : 0;
  if (apart !== 0) return apart;
  caller.adoptUmask();
  const result = kernel.openAndAnswer(
    place.directory,
    place.name,
    request.flags,
    request.mode,
    0,
    descriptorFlags(e, request),
    0,
  );
  return result === 0 ? ANSWERED : result;
}
