import { machineTable } from "./machine-table.ts";

const names: ReadonlyMap<number, string> = new Map(machineTable.map((row) => [row.number, row.name]));

/** `e_machine` values that the code itself compares with. */
export const EM = {
  I386: 3,
  M68K: 4,
  MIPS: 8,
  PARISC: 15,
  PPC: 20,
  PPC64: 21,
  S390: 22,
  ARM: 40,
  SH: 42,
  SPARCV9: 43,
  IA_64: 50,
  X86_64: 62,
  ARC_COMPACT: 93,
  NIOS2: 113,
  AARCH64: 183,
  TILEPRO: 188,
  TILEGX: 191,
  ARCV2: 195,
  RISCV: 243,
  LOONGARCH: 258,
} as const;

/**
 * Names the machine of an `e_machine` number.
 *
 * @param machine - The number, 0 to 65,535.
 * @returns A short lower-case name such as `x86-64` or `aarch64`; `machine-N` for a number without one.
 * @see ELF specification, chapter 4, and glibc `<elf.h>`
 * @example
 * ```ts
 * machineName(62); // "x86-64"
 * ```
 */
export function machineName(machine: number): string {
  return names.get(machine) ?? `machine-${machine}`;
}
