import { getSystemErrorName } from "node:util";

/** Name of an error number, such as `EACCES`. */
export function errnoName(errno: number): string {
  return errno > 0 ? getSystemErrorName(-errno) : `error ${errno}`;
}
