import {
  AT_FDCWD,
  AT_SYMLINK_NOFOLLOW,
  O_ACCMODE,
  O_CLOEXEC,
  O_CREAT,
  O_EXCL,
  O_NOCTTY,
  O_PATH,
  O_RDWR,
  O_TMPFILE_BIT,
  O_TRUNC,
  O_WRONLY,
} from "../../../abi/fcntl.ts";
import { ERRNO, OPEN_FLAGS, STAT } from "../../../abi/index.ts";
import { EXACT } from "../../../lookup/lookup.ts";
import { ownDescriptorName } from "../../../lookup/proc-name.ts";
import type { Place } from "../../../lookup/place.ts";
import { STAT_A } from "../../../supervisor/request/arena.ts";
import { bitOf } from "../../../supervisor/judge.ts";
import { ANSWERED, NEEDS_WALK } from "../../../supervisor/request/result.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { judgeNamed } from "../descriptor-name.ts";
import { TYPE } from "../file-type.ts";
import { refuseUnsafe } from "../safe-name.ts";
import { judgeFilesystem, judgeFilesystemOfName } from "./filesystem.ts";
import { mayNotMake, refusedByMode } from "./restrictions.ts";
import type { OpenRequest } from "./request.ts";
import { sendDescriptor } from "./send-descriptor.ts";
import { openDevice, openFifo } from "./special-file.ts";

const READ = bitOf("read");
const WRITE = bitOf("write");
const CREATE = bitOf("create");
const READDIR = bitOf("readdir");
const MKTEMP = bitOf("mktemp");
/** What O_TMPFILE asks of the directory, whatever the access mode. */
const TEMPORARY = WRITE | READDIR | MKTEMP;
const SHORTEN = bitOf("truncate") | bitOf("chmod") | bitOf("chattr");
const MOST_RACES = 8;

const accessSet = (flags: number): number => {
  const mode = flags & O_ACCMODE;
  return mode === 0 ? READ : mode === O_WRONLY ? WRITE : READ | WRITE;
};

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
  const result = kernel.openAndAnswer(place.directory, place.name, wanted, mode, types, descriptorFlags(e, request));
  if (result === 0) return ANSWERED;
  if (result > 0) return inspect(e, place, request);
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

const descriptorFlags = (e: Emulation, request: OpenRequest): number =>
  request.descriptorFlags | e.hardenings.descriptorFlags;

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

function setFor(flags: number, type: number): number {
  if (type === TYPE.directory) return READDIR;
  return accessSet(flags) | ((flags & O_TRUNC) !== 0 && type === TYPE.regular ? SHORTEN : 0);
}

function refusedByType(e: Emulation, place: Place, flags: number, type: number): number {
  const { O_DIRECTORY } = OPEN_FLAGS[e.arch];
  if (type === TYPE.directory) {
    return (flags & (O_ACCMODE | O_CREAT | O_TRUNC)) !== 0 ? -ERRNO.EISDIR : 0;
  }
  return (flags & O_DIRECTORY) !== 0 || place.trailingSlash ? -ERRNO.ENOTDIR : 0;
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
  const result = e.kernel.openAndAnswer(place.directory, place.name, wanted, 0, 1 << type, cloexec);
  return result === 0 ? ANSWERED : result > 0 ? -ERRNO.ESTALE : result;
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
  const result = kernel.openAndAnswer(place.directory, place.name, flags, mode, 0, descriptorFlags(e, request));
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
  );
  return result === 0 ? ANSWERED : result;
}

/** Opens again what a magic link has led to: the pinned object, with the rights that are asked for now. */
export function openObject(e: Emulation, place: Place, request: OpenRequest): number {
  const { kernel, call } = e;
  const { flags } = request;
  if ((flags & O_CREAT) !== 0 && (flags & O_EXCL) !== 0) return -ERRNO.EEXIST;
  const looked = kernel.fstat(place.magic, STAT_A);
  if (looked < 0) return looked;
  const mode = call.view.getUint32(STAT_A + STAT[e.arch].st_mode, true);
  const type = (mode >> 12) & 15;
  const refused = (flags & O_TMPFILE_BIT) !== 0 ? 0 : refusedByType(e, place, flags, type);
  if (refused !== 0) return refused;
  const judged = judgeNamed(e, (flags & O_TMPFILE_BIT) !== 0 ? TEMPORARY : setFor(flags, type));
  if (judged !== 0) return judged;
  const apart = e.policy.filesystems ? judgeFilesystem(e, place, place.magic) : 0;
  if (apart !== 0) return apart;
  const restricted = refusedByMode(e, place, flags, mode);
  if (restricted !== 0) return restricted;
  if (type === TYPE.socket) return -ERRNO.ENXIO;
  const { O_NOFOLLOW } = OPEN_FLAGS[e.arch];
  const wanted = (flags & ~(O_CREAT | O_EXCL | O_NOFOLLOW)) | O_NOCTTY;
  const cloexec = descriptorFlags(e, request);
  const name = ownDescriptorName(kernel.arena.bytes, place.magic);
  if (type === TYPE.fifo && (flags & O_ACCMODE) !== O_RDWR) {
    const started = kernel.openLater(place.magic, name, wanted | O_CLOEXEC, 0, 0, cloexec, 0);
    if (started !== 0) return started;
    call.giveAway(place.magic);
    return ANSWERED;
  }
  const made = (flags & O_TMPFILE_BIT) !== 0 ? request.mode : 0;
  const fd = kernel.openat2(AT_FDCWD, name, wanted | O_CLOEXEC, made, 0);
  return fd < 0 ? fd : sendDescriptor(e, fd, cloexec);
}
