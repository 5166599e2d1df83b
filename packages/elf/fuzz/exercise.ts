import { isDeepStrictEqual } from "node:util";
import { ElfError, execCheck, hardening, parseElf, type Elf, type ExecReport, type Hardening } from "@sbx/elf";
import { positionalSource } from "./positional.ts";

/** What became of one file. */
export interface Outcome {
  /** `error`: an ElfError; `anomalies`: parsed, with defects listed; `clean`: nothing wrong. */
  readonly result: "error" | "anomalies" | "clean";
}

/** A finding: the package broke a promise on this file. */
export class Finding extends Error {}

/** Runs a part; an ElfError becomes its code, and anything else is a finding. */
function part<T>(name: string, run: () => T): T | string {
  try {
    return run();
  } catch (error) {
    if (error instanceof ElfError) return error.code;
    if (error instanceof Finding) throw error;
    throw new Finding(`${name}: foreign exception ${String(error)}`, { cause: error });
  }
}

function promise(holds: boolean, words: string): void {
  if (!holds) throw new Finding(words);
}

/** Nothing that parsed may lie outside the file, unless the anomaly list says so. */
function checkPlaces(elf: Elf, anomalies: number): void {
  const size = BigInt(elf.size);
  part("segments", () => {
    for (const { type, offset, filesz } of elf.segments) {
      promise(
        type === 0 || filesz === 0n || offset + filesz <= size || anomalies > 0,
        "a segment outside the file passes for well-formed",
      );
    }
  });
  part("sections", () => {
    for (const section of elf.sections) {
      const data = part("sectionData", () => elf.sectionData(section));
      if (typeof data === "string") promise(anomalies > 0, "a section outside the file passes for well-formed");
      else if (section.type !== 8 && section.type !== 0)
        promise(BigInt(data.length) === section.size, "section data is not as long as its section");
      part("compressionOf", () => elf.compressionOf(section));
    }
  });
  part("notes", () => {
    for (const note of elf.notes) promise(note.offset + note.size <= elf.size, "a note outside the file");
  });
}

function readTables(elf: Elf): void {
  part("symbols", () => {
    for (const symbol of elf.symbols ?? []) promise(typeof symbol.name === "string", "a symbol without a name");
  });
  part("dynamicSymbols", () => {
    for (const symbol of elf.dynamicSymbols ?? []) promise(typeof symbol.name === "string", "a symbol without a name");
  });
  part("relocations", () => {
    for (const table of elf.relocations) for (const { symbol } of table) promise(symbol >= 0, "a negative symbol");
  });
}

/** The two layers read the same facts by different code: where both know them, they agree. */
function checkLayers(report: ExecReport, facts: Hardening | string, elf: Elf): void {
  if (report.kind !== "elf" || typeof facts === "string" || report.verdict.outcome !== "runs") return;
  if (report.class !== elf.class || report.endian !== elf.endian || elf.header.phnum === 0xffff) return;
  const pairs = [
    ["interpreter", report.interpreter, facts.interpreter],
    ["nx", report.nx, facts.nx],
    ["entry", report.entry, facts.entry],
    ["machine", report.machine, facts.machine],
    ["relro", report.relro, facts.relro],
    ["bindNow", report.bindNow, facts.bindNow],
    ["textrel", report.textrel, facts.textrel],
    ["needed", report.needed, facts.needed.length],
  ] as const;
  for (const [name, quick, full] of pairs) {
    promise(
      quick === null || quick === full,
      `${name}: execCheck says ${String(quick)}, hardening says ${String(full)}`,
    );
  }
}

/** Reads everything that a file has, in both ways, and throws a {@link Finding} when a promise is broken. */
export function exercise(bytes: Uint8Array): Outcome {
  const report = part("execCheck", () => execCheck(bytes));
  const again = part("execCheck, positional", () => execCheck(positionalSource(bytes)));
  promise(isDeepStrictEqual(report, again), "execCheck differs between bytes and a reader");
  const elf = part("parseElf", () => parseElf(bytes));
  if (typeof elf === "string") return { result: "error" };
  const anomalies = part("anomalies", () => elf.anomalies());
  promise(typeof anomalies !== "string", "anomalies threw");
  const facts = part("hardening", () => hardening(elf));
  const other = part("hardening, positional", () => hardening(parseElf(positionalSource(bytes))));
  promise(isDeepStrictEqual(facts, other), "hardening differs between bytes and a reader");
  checkPlaces(elf, anomalies.length);
  readTables(elf);
  if (typeof report !== "string") checkLayers(report, facts, elf);
  return { result: anomalies.length > 0 ? "anomalies" : "clean" };
}
