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
  const filled = Array.from(rows);
  return { rows: filled, pathArguments: Uint8Array.from(filled, (row) => (row === undefined ? 0 : pathMask(row))) };
}

function pathMask(row: SyscallRow): number {
  let mask = 0;
  let bit = 1;
  for (const kind of row.args) {
    if (ARG_KINDS[kind].pointer === "path") mask |= bit;
    bit <<= 1;
  }
  return mask;
}
