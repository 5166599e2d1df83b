import type { Architecture } from "../abi/architecture.ts";
import { ARG_KINDS } from "./arg-kinds.ts";
import type { SyscallRow } from "./row.ts";
import { CALLS } from "./table.ts";

/** The table by number, for the loop that receives notifications. */
export interface DispatchTable {
  /** Row of each number, `undefined` where the architecture has no call. */
  readonly rows: readonly (SyscallRow | undefined)[];
  /** Bit n of an entry is set if argument n is the address of a NUL-terminated path, to be fetched with the notification. */
  readonly pathArguments: Uint8Array;
}

/** What a call under another ABI comes to (32-bit, x32): an event and ENOSYS. Its numbers mean other calls. */
export const FOREIGN_CALL: SyscallRow = {
  name: "foreign",
  nr: {},
  group: "kernel",
  args: [],
  verdict: "serve",
  handler: "foreign",
  answer: "deny",
  guards: "always",
};

const tables = new Map<Architecture, DispatchTable>();

/** Returns the table by number for an architecture. */
export function dispatchTable(arch: Architecture): DispatchTable {
  const table = tables.get(arch) ?? makeTable(arch);
  tables.set(arch, table);
  return table;
}

function makeTable(arch: Architecture): DispatchTable {
  const rows: (SyscallRow | undefined)[] = [];
  for (const row of CALLS) {
    const number = row.nr[arch];
    if (number !== undefined) rows[number] = row;
  }
  const pathArguments = new Uint8Array(rows.length);
  for (let number = 0; number < rows.length; number++) {
    const row = (rows[number] ??= undefined);
    if (row !== undefined) pathArguments[number] = pathMask(row);
  }
  return { rows, pathArguments };
}

function pathMask(row: SyscallRow): number {
  const { args } = row;
  let mask = 0;
  for (let at = 0; at < args.length; at++) if (ARG_KINDS[args[at]!].pointer === "path") mask |= 1 << at;
  return mask;
}
