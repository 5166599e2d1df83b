import type { Hardening } from "@sbx/elf";

/** What `sbx elf --json` prints of one file. Facts that the file does not have are `null`. */
export interface ElfLine {
  readonly file: string;
  readonly kind: "elf" | "script" | "other" | "error";
  /** What is wrong, when `kind` is `error`. */
  readonly message: string | null;
  readonly class: 32 | 64 | null;
  readonly endian: "little" | "big" | null;
  readonly type: "rel" | "exec" | "dyn" | "core" | null;
  readonly machine: number | null;
  readonly machineName: string | null;
  /** Hexadecimal with `0x`. */
  readonly entry: string | null;
  /** Of a program its `PT_INTERP`, of a script the path in its `#!` line. */
  readonly interpreter: string | null;
  readonly needed: readonly string[] | null;
  readonly soname: string | null;
  readonly rpath: string | null;
  readonly runpath: string | null;
  readonly buildId: string | null;
  readonly static: boolean | null;
  readonly pie: boolean | null;
  readonly nx: boolean | null;
  readonly relro: "none" | "partial" | "full" | null;
  readonly bindNow: boolean | null;
  readonly textrel: boolean | null;
  readonly canary: boolean | null;
  readonly fortify: boolean | null;
}

const NO_FACTS: Omit<ElfLine, "file" | "kind"> = {
  message: null,
  class: null,
  endian: null,
  type: null,
  machine: null,
  machineName: null,
  entry: null,
  interpreter: null,
  needed: null,
  soname: null,
  rpath: null,
  runpath: null,
  buildId: null,
  static: null,
  pie: null,
  nx: null,
  relro: null,
  bindNow: null,
  textrel: null,
  canary: null,
  fortify: null,
};

/** Names in a file are bytes, one character each; people read them as UTF-8. */
function shown(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8");
}

function shownOrNull(bytes: string | null): string | null {
  return bytes === null ? null : shown(bytes);
}

/** The line of a file that could not be read, or whose ELF structures are damaged. */
export function errorLine(file: string, message: string): ElfLine {
  return { file, kind: "error", ...NO_FACTS, message };
}

/** The line of a `#!` script, or of a file of another kind. */
export function otherLine(file: string, interpreter: string | null, kind: "script" | "other"): ElfLine {
  return { file, kind, ...NO_FACTS, interpreter: shownOrNull(interpreter) };
}

/** The line of an ELF file. */
export function elfLine(file: string, facts: Hardening): ElfLine {
  const { type } = facts;
  return {
    file,
    kind: "elf",
    message: null,
    class: facts.class,
    endian: facts.endian,
    type: type === "none" || type === "other" ? null : type,
    machine: facts.machine,
    machineName: facts.machineName,
    entry: `0x${facts.entry.toString(16)}`,
    interpreter: shownOrNull(facts.interpreter),
    needed: facts.needed.map(shown),
    soname: shownOrNull(facts.soname),
    rpath: shownOrNull(facts.rpath),
    runpath: shownOrNull(facts.runpath),
    buildId: facts.buildId,
    static: facts.static,
    pie: facts.pie,
    nx: facts.nx,
    relro: facts.relro,
    bindNow: facts.bindNow,
    textrel: facts.textrel,
    canary: facts.canary,
    fortify: facts.fortify,
  };
}
