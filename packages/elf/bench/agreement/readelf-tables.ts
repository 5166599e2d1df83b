import type { Elf, ElfSymbol } from "@sbx/elf";
import type { Facts } from "./readelf.ts";
import { runBatch } from "./run-batch.ts";

const sectionLine =
  /^ {2}\[ *(\d+)\] (\S*) +[^\s].*? ([0-9a-f]+) ([0-9a-f]+) ([0-9a-f]+) [0-9a-f]+ +[A-Za-z]* +\d+ +\d+ +\d+$/gm;
// What stands between size and name depends on machine and system; the name is the last word, but for its version.
const symbolLine = /^ +(?!0:)\d+: ([0-9a-f]+) +(\d+|0x[0-9a-f]+) .* (?!\(\d+\)$)(\S*?)(?:@\S*)?(?: \(\d+\))?$/gm;
const needLine = /^ {2}0x[0-9a-f]+: +Name: (\S+) +Flags: .* Version: (\d+)$/gm;

function section(name: string, addr: bigint, offset: bigint, size: bigint): string {
  return `${name} ${addr} ${offset} ${size}`;
}

/** Reduces one file's part of `readelf -SW --dyn-syms -V`. */
function tablesOfReadelf(text: string): Facts {
  const [before, after = ""] = text.split(/^Symbol table '\.dynsym' contains/m);
  const sections = [...before!.matchAll(sectionLine)].filter(([, index]) => index !== "0");
  const symbols = after.split(/^(?:Version|No version|Histogram|Symbol table)/m)[0]!;
  const needs = text.split(/^Version needs section/m)[1] ?? "";
  return {
    sections: sections
      .map(([, , name, addr, offset, size]) =>
        section(name!, BigInt(`0x${addr}`), BigInt(`0x${offset}`), BigInt(`0x${size}`)),
      )
      .join("; "),
    symbols: [...symbols.matchAll(symbolLine)]
      .map(([, value, size, name]) => `${BigInt(`0x${value}`)} ${BigInt(size!)} ${name}`)
      .join("; "),
    needs: [...needs.matchAll(needLine)].map(([, name, index]) => `${name} ${index}`).join("; "),
  };
}

/** readelf prints the name of the section for a section's own, nameless symbol. */
function nameOf(elf: Elf, { name, type, section: index }: ElfSymbol): string {
  return name === "" && type === 3 ? (elf.sections[index]?.name ?? "") : name;
}

/** Reduces our view to the same: `null` names and damaged tables show as such. */
export function tablesOfElf(elf: Elf): Facts {
  const symbols = [...(elf.dynamicSymbols ?? [])].slice(1);
  return {
    sections: elf.sections
      .slice(1)
      .map(({ name, addr, offset, size }) => section(name ?? "(null)", addr, offset, size))
      .join("; "),
    symbols: symbols
      .map((symbol) => `${symbol.value} ${symbol.size} ${nameOf(elf, symbol).replace(/@.*/, "")}`)
      .join("; "),
    needs: elf.versions?.needs.map(({ name, index }) => `${name} ${index}`).join("; ") ?? "",
  };
}

/** What readelf says of sections, dynamic symbols and needed versions. */
export function readelfTables(files: readonly string[]): ReadonlyMap<string, Facts> {
  const parts = runBatch(["readelf", "-SVW", "--dyn-syms"], files, 20)
    .split(/^File: /m)
    .slice(1);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf("\n")), tablesOfReadelf(part)]));
}
