import { STAT, STATX } from "../../abi/index.ts";
import { TYPE_OF, type Node } from "./node.ts";

const BASIC_STATS = 0x7ff;

const modeOf = (node: Node): number => (TYPE_OF[node.kind] << 12) | node.mode;
const sizeOf = (node: Node): number => (node.kind === "link" ? node.target.length : node.data.length);
const copyTimes = (view: DataView, at: number, node: Node): void => new Uint8Array(view.buffer, at, 32).set(node.times);

/** Writes `struct stat` of x86-64. */
export function putStat(view: DataView, at: number, node: Node): void {
  const layout = STAT.x64;
  for (let i = 0; i < layout.size; i++) view.setUint8(at + i, 0);
  view.setBigUint64(at + layout.st_dev, BigInt(node.dev), true);
  view.setBigUint64(at + layout.st_ino, BigInt(node.ino), true);
  view.setBigUint64(at + layout.st_nlink, BigInt(node.nlink), true);
  view.setUint32(at + layout.st_mode, modeOf(node), true);
  view.setUint32(at + layout.st_uid, node.uid, true);
  view.setUint32(at + layout.st_gid, node.gid, true);
  view.setBigUint64(at + layout.st_rdev, BigInt(node.rdev), true);
  view.setBigUint64(at + layout.st_size, BigInt(sizeOf(node)), true);
  copyTimes(view, at + layout.st_atime, node);
}

/** Writes `struct statx`, as far as anybody looks. */
export function putStatx(view: DataView, at: number, node: Node): void {
  for (let i = 0; i < STATX.size; i++) view.setUint8(at + i, 0);
  view.setUint32(at + STATX.stx_mask, BASIC_STATS, true);
  view.setUint32(at + STATX.stx_nlink, node.nlink, true);
  view.setUint32(at + STATX.stx_uid, node.uid, true);
  view.setUint32(at + STATX.stx_gid, node.gid, true);
  view.setUint16(at + STATX.stx_mode, modeOf(node), true);
  view.setBigUint64(at + STATX.stx_ino, BigInt(node.ino), true);
  view.setBigUint64(at + STATX.stx_size, BigInt(sizeOf(node)), true);
  view.setBigUint64(at + STATX.stx_mnt_id, BigInt(node.dev), true);
}
