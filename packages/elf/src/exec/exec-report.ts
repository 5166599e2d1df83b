import type { ElfType } from "../constants/file.ts";
import type { ElfDefect } from "../errors.ts";
import type { Relro } from "../hardening/relro.ts";
import type { ScriptLine } from "./script.ts";
import type { ExecVerdict } from "./verdict.ts";

/** A file with `\x7fELF` at its start. Facts that the file does not have, or that cannot be read, are `null`. */
export interface ExecElf {
  readonly kind: "elf";
  readonly verdict: ExecVerdict;
  /** As the loader reads the file: by `e_machine` where the kernel goes by that, not by `EI_CLASS`. */
  readonly class: 32 | 64 | null;
  readonly endian: "little" | "big" | null;
  readonly type: ElfType;
  /** `e_machine`. */
  readonly machine: number;
  readonly entry: bigint | null;
  /** `PT_INTERP` up to its first NUL, as a byte string. */
  readonly interpreter: string | null;
  /** `ET_DYN`: placed anywhere. True for a library too; {@link hardening} tells a PIE from a library. */
  readonly positionIndependent: boolean;
  /** `unreadable`: `PT_DYNAMIC` is there and no segment maps it from the file, so its facts are `null`. */
  readonly dynamic: "absent" | "present" | "unreadable" | null;
  /** No `PT_INTERP`: the kernel starts it alone. True for a library too; {@link hardening} tells those apart. */
  readonly static: boolean | null;
  /** `DT_NEEDED` entries. */
  readonly needed: number | null;
  /** The stack is not executable. */
  readonly nx: boolean | null;
  readonly relro: Relro | null;
  readonly bindNow: boolean | null;
  /** Text relocations: the dynamic linker has to make code writable. */
  readonly textrel: boolean | null;
  /** `DT_RPATH` is there. */
  readonly rpath: boolean | null;
  /** `DT_RUNPATH` is there. */
  readonly runpath: boolean | null;
  /** Some `PT_LOAD` is both writable and executable. */
  readonly writableAndExecutable: boolean | null;
  /** What is not well-formed in the parts that were read, whether or not the kernel minds. */
  readonly anomalies: readonly ElfDefect[];
}

/** A file with `#!` at its start. */
export interface ExecScript {
  readonly kind: "script";
  readonly verdict: ExecVerdict;
  /** `null` when the kernel finds no interpreter in the line. */
  readonly line: ScriptLine | null;
}

/** Anything else: the kernel answers `ENOEXEC` (unless binfmt_misc knows it), and a shell may run it as its own. */
export interface ExecOther {
  readonly kind: "other";
  readonly verdict: ExecVerdict;
  /** Nothing at all in the file. */
  readonly empty: boolean;
}

/** The answer of {@link execCheck}; `kind` tells which. */
export type ExecReport = ExecElf | ExecScript | ExecOther;
