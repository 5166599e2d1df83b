import { ElfError } from "../errors.ts";
import type { Elf } from "../view/elf.ts";
import type { SymbolTable } from "../view/symbols/symbol-table.ts";

/** What the names of symbols give away; `null` when the file has no symbols that could. */
export interface SymbolFacts {
  /** Some function checks a stack canary. */
  readonly canary: boolean | null;
  /** Some call goes to a checking variant (`__memcpy_chk`). */
  readonly fortify: boolean | null;
}

function isCanary(name: string): boolean {
  return name.startsWith("__stack_chk_fail") || name === "__stack_chk_guard" || name === "__intel_security_cookie";
}

function isFortified(name: string): boolean {
  return name.endsWith("_chk");
}

/** A damaged table counts as absent: its defect is in the anomaly list. */
function readable(read: () => SymbolTable | null): SymbolTable | null {
  try {
    const table = read();
    table?.checkNames();
    return table;
  } catch (error) {
    if (error instanceof ElfError) return null;
    throw error;
  }
}

function some(table: SymbolTable, matches: (name: string) => boolean): boolean {
  for (let index = 0; index < table.count; index++) if (matches(table.nameAt(index))) return true;
  return false;
}

/**
 * Looks for the tell-tale names: in the dynamic symbols, then in `.symtab`. A library's checking variants are
 * imports, so only dynamic symbols tell of them, and in an object file its undefined ones.
 */
export function symbolFactsOf(elf: Elf): SymbolFacts {
  const dynamic = readable(() => elf.dynamicSymbols);
  const canaryInDynamic = dynamic === null ? null : some(dynamic, isCanary);
  const symbols = canaryInDynamic === true ? null : readable(() => elf.symbols);
  const imports = elf.type === "rel" ? symbols : dynamic;
  return {
    canary: symbols === null ? canaryInDynamic : some(symbols, isCanary),
    fortify: imports === null ? null : some(imports, isFortified),
  };
}
