import { O_ACCMODE, O_TRUNC, O_WRONLY } from "../../../abi/fcntl.ts";
import { bitOf } from "../../../supervisor/judge.ts";
import { TYPE } from "../file-type.ts";

const READ = bitOf("read");
const WRITE = bitOf("write");
export const CREATE: number = bitOf("create");
export const READDIR: number = bitOf("readdir");
/** What O_TMPFILE asks of the directory, whatever the access mode. */
export const TEMPORARY: number = WRITE | READDIR | bitOf("mktemp");
/** What O_TRUNC asks of a file. */
export const SHORTEN: number = bitOf("truncate") | bitOf("chmod") | bitOf("chattr");

/** The categories that the access mode asks for. */
export function accessSet(flags: number): number {
  const mode = flags & O_ACCMODE;
  return mode === 0 ? READ : mode === O_WRONLY ? WRITE : READ | WRITE;
}

/** The categories that an open of an object of a type asks for. */
export function setFor(flags: number, type: number): number {
  if (type === TYPE.directory) return READDIR;
  return accessSet(flags) | ((flags & O_TRUNC) !== 0 && type === TYPE.regular ? SHORTEN : 0);
}
