import { ERRNO } from "../../../abi/index.ts";
import { appendInto } from "@sbx/path";
import { parseNumber, isBelowProc } from "../../../lookup/proc-name.ts";
import { BIG, BIG_SIZE } from "../../../supervisor/request/arena.ts";
import { bitOf } from "../../../supervisor/judge.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { duplicateArgument } from "../descriptor-name.ts";
import { isUnsafeName } from "../safe-name.ts";

const SET = bitOf("list");
// struct linux_dirent64: u64 inode, i64 offset, u16 length, u8 type, name with NUL
const LENGTH_AT = 16;
const NAME_AT = 19;
const DOT = 46;

/** getdents64: entries that the policy does not list are left out. */
export function getdents(e: Emulation): number {
  const { kernel, call, shape, first, lookup } = e;
  if (shape.name === "getdents") return -ERRNO.ENOSYS; // the old layout: C libraries take the other one
  const directory = duplicateArgument(e, shape.fd);
  if (directory < 0) return directory;
  const named = lookup.takeObject(first, directory);
  if (named < 0) return named;
  const room = call.size(shape.size, BIG_SIZE);
  for (;;) {
    const length = kernel.getdents64(directory, BIG, room);
    if (length <= 0) return length;
    const kept = filter(e, length);
    // A block without a visible entry is not the end of the directory.
    if (kept === 0) continue;
    const written = kernel.write(shape.buffer, 0, BIG, kept);
    return written < 0 ? written : kept;
  }
}

function filter(e: Emulation, length: number): number {
  const { kernel, call } = e;
  const { bytes } = kernel.arena;
  let kept = BIG;
  for (let at = BIG; at < BIG + length;) {
    const size = call.view.getUint16(at + LENGTH_AT, true);
    if (shows(e, at + NAME_AT)) {
      bytes.copyWithin(kept, at, at + size);
      kept += size;
    }
    at += size;
  }
  return kept - BIG;
}

function shows(e: Emulation, name: number): boolean {
  const { kernel, first, judge, hardenings } = e;
  const { bytes } = kernel.arena;
  const end = bytes.indexOf(0, name);
  const dots = end - name <= 2 && bytes[name] === DOT && (end - name === 1 || bytes[name + 1] === DOT);
  if (dots || first.pseudo) return true;
  if (isBelowProc(bytes, first.start, first.end) && first.end - first.start === 5) {
    const pid = parseNumber(bytes, name, end);
    if (pid >= 0 && hardenings.protectedPids.includes(pid)) return false;
  }
  const pathEnd = appendInto(bytes, first.start, first.end, bytes, name, end);
  if (hardenings.safeNames && isUnsafeName(bytes, first.start, pathEnd)) return false;
  const shown = judge.path(SET, first.start, pathEnd, 0) === 0;
  bytes[first.end] = 0;
  return shown;
}
