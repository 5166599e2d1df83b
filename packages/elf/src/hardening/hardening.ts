import { DF, DF_1, DT } from "../constants/dynamic.ts";
import type { ElfType } from "../constants/file.ts";
import { machineName } from "../constants/machines.ts";
import { PF, PT } from "../constants/segments.ts";
import type { Elf } from "../view/elf.ts";
import { abiNoteOf, buildIdOf, controlFlowOf, type AbiNote, type ControlFlow } from "./gnu-notes.ts";
import { relroOf, type Relro } from "./relro.ts";
import { searchPathRisks, type SearchPathRisk } from "./search-path.ts";
import { stackIsProtected } from "./stack.ts";
import { symbolFactsOf, type SymbolFacts } from "./symbol-facts.ts";

/** How a program is started; `null` each in object and core files, which are not. */
export interface StartFacts {
  /** Everything is inside: no interpreter, no needed libraries, and not itself a library. */
  readonly static: boolean | null;
  /** A position-independent executable, static or not. False for a library. */
  readonly pie: boolean | null;
  /** The stack is not executable: by the last `PT_GNU_STACK`, without one by the default of the architecture. */
  readonly nx: boolean | null;
  /** `header`: a `PT_GNU_STACK` said so; `default`: there is none. */
  readonly nxSource: "header" | "default" | null;
  readonly relro: Relro | null;
  readonly bindNow: boolean | null;
  /** The dynamic linker has to make code writable to relocate it. */
  readonly textrel: boolean | null;
  /** Indices of `PT_LOAD` segments that are both writable and executable. */
  readonly writableAndExecutable: readonly number[] | null;
}

/** What is known of a file's defences, and what it is. */
export interface Hardening extends StartFacts, SymbolFacts {
  readonly class: 32 | 64;
  readonly endian: "little" | "big";
  readonly type: ElfType;
  readonly machine: number;
  readonly machineName: string;
  readonly entry: bigint;
  readonly interpreter: string | null;
  readonly needed: readonly string[];
  readonly soname: string | null;
  readonly rpath: string | null;
  readonly runpath: string | null;
  /** Entries of both paths that depend on the working directory or on where the file is. */
  readonly searchPathRisks: readonly SearchPathRisk[];
  /** Hexadecimal. */
  readonly buildId: string | null;
  readonly abi: AbiNote | null;
  readonly controlFlow: ControlFlow;
}

const NOT_STARTED: StartFacts = {
  static: null,
  pie: null,
  nx: null,
  nxSource: null,
  relro: null,
  bindNow: null,
  textrel: null,
  writableAndExecutable: null,
};

function startFactsOf(elf: Elf): StartFacts {
  const { segments, dynamic, interpreter } = elf;
  const flags = dynamic?.value(DT.FLAGS) ?? 0n;
  const flags1 = dynamic?.value(DT.FLAGS_1) ?? 0n;
  const has = (tag: number): boolean => dynamic !== null && dynamic.value(tag) !== null;
  const bindNow = has(DT.BIND_NOW) || (flags & BigInt(DF.BIND_NOW)) !== 0n || (flags1 & BigInt(DF_1.NOW)) !== 0n;
  const pie = elf.type === "dyn" && ((flags1 & BigInt(DF_1.PIE)) !== 0n || has(DT.DEBUG));
  const isProgram = elf.type === "exec" || pie || dynamic === null;
  const stack = segments.findLast((segment) => segment.type === PT.GNU_STACK);
  const both = PF.W | PF.X;
  return {
    static: interpreter === null && isProgram && !has(DT.NEEDED),
    pie,
    nx: stackIsProtected(stack === undefined ? null : stack.flags, elf.header.machine),
    nxSource: stack === undefined ? "default" : "header",
    relro: relroOf(
      segments.some((segment) => segment.type === PT.GNU_RELRO),
      bindNow,
    ),
    bindNow,
    textrel: has(DT.TEXTREL) || (flags & BigInt(DF.TEXTREL)) !== 0n,
    writableAndExecutable: segments.flatMap((segment, index) =>
      segment.type === PT.LOAD && (segment.flags & both) === both ? [index] : [],
    ),
  };
}

/**
 * Gathers what checksec and file(1) users look for.
 *
 * A damaged symbol table makes `canary` and `fortify` `null`; other damage throws.
 *
 * @param elf - A view from {@link parseElf}.
 * @returns The facts; those that the file does not have are `null`.
 * @throws {@link ElfError} any code, when segments, the dynamic section or notes are damaged
 * @see ld(1), ld.so(8), elf(5)
 * @example
 * ```ts
 * const facts = hardening(parseElf(readFileSync("/bin/true")));
 * facts.relro; // "full"
 * ```
 */
export function hardening(elf: Elf): Hardening {
  const { machine, entry } = elf.header;
  const { rpath, runpath } = elf;
  const started = elf.type === "exec" || elf.type === "dyn";
  return {
    class: elf.class,
    endian: elf.endian,
    type: elf.type,
    machine,
    machineName: machineName(machine),
    entry,
    interpreter: elf.interpreter,
    needed: elf.needed,
    soname: elf.soname,
    rpath,
    runpath,
    searchPathRisks: [...searchPathRisks(rpath, "rpath"), ...searchPathRisks(runpath, "runpath")],
    buildId: buildIdOf(elf),
    abi: abiNoteOf(elf),
    controlFlow: controlFlowOf(elf),
    ...(started ? startFactsOf(elf) : NOT_STARTED),
    ...symbolFactsOf(elf),
  };
}
