import type { SampleEncoding } from "./byte-writer.ts";

/** What a sample contains. Everything has a default: a small dynamic, hardened, position-independent program. */
export interface SampleOptions extends SampleEncoding {
  readonly machine: number;
  readonly type: number;
  readonly interpreter: string | null;
  readonly dynamic: boolean;
  readonly needed: readonly string[];
  readonly soname: string | null;
  readonly rpath: string | null;
  readonly runpath: string | null;
  /** `DT_FLAGS`; 0 leaves the entry out. */
  readonly flags: number;
  /** `DT_FLAGS_1`; 0 leaves the entry out. */
  readonly flags1: number;
  /** Further dynamic entries, before `DT_NULL`. */
  readonly extra: readonly (readonly [tag: number, value: number])[];
  readonly hash: "sysv" | "gnu" | "gnu-empty";
  /** `p_flags` of each `PT_GNU_STACK`, in order. */
  readonly stacks: readonly number[];
  readonly relro: boolean;
  readonly loadFlags: number;
  /** Dynamic symbols: undefined functions. */
  readonly imports: readonly string[];
  /** Symbols of `.symtab`; `null` for a stripped file. */
  readonly symbols: readonly string[] | null;
  readonly sections: boolean;
  readonly buildId: readonly number[] | null;
}

/** Defaults for one encoding, with a machine that really has it. */
export function sampleOptions(encoding: SampleEncoding, changes: Partial<SampleOptions> = {}): SampleOptions {
  const { wide, little } = encoding;
  const machine = wide ? (little ? 62 : 22) : little ? 3 : 20;
  return {
    wide,
    little,
    machine,
    type: 3,
    interpreter: "/lib/ld.so.1",
    dynamic: true,
    needed: ["libc.so.6"],
    soname: null,
    rpath: null,
    runpath: null,
    flags: 8,
    flags1: 0x0800_0001,
    extra: [],
    hash: "sysv",
    stacks: [6],
    relro: true,
    loadFlags: 5,
    imports: ["__stack_chk_fail", "__memcpy_chk", "exit"],
    symbols: ["_start", "main"],
    sections: true,
    buildId: [0xde, 0xad, 0xbe, 0xef],
    ...changes,
  };
}
