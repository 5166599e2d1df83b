import { spawnSync } from "node:child_process";
import { hardening, type Elf } from "@sbx/elf";
import type { Facts } from "./readelf.ts";

const compared = ["relro", "canary", "nx", "pie", "rpath", "runpath", "symbols", "fortify_source"] as const;

/** What checksec says of one file. */
export function checksecFacts(file: string): Facts {
  const { stdout } = spawnSync("checksec", ["--format=json", `--file=${file}`], { encoding: "utf8" });
  const answer = JSON.parse(stdout) as Record<string, Record<string, string>>;
  const facts = Object.values(answer)[0]!;
  return Object.fromEntries(compared.map((name) => [name, facts[name] ?? "-"]));
}

/** checksec takes the eighth word of a line for the name, and on these readelf may put notes of the machine's own there. */
const withNotesInLine: readonly number[] = [8, 21, 0x9026];

const yesNo = (value: boolean | null): string => (value === true ? "yes" : "no");

function pieOf(elf: Elf, pie: boolean | null): string {
  if (elf.type === "exec") return "no";
  if (elf.type === "dyn") return pie === true ? "yes" : "dso";
  return elf.type === "rel" ? "rel" : "not_elf";
}

/**
 * Our facts in checksec's words. It knows two answers where we have three, so `null` is its "no"; and it takes a
 * missing PT_GNU_STACK for an executable stack on every machine, and looks for it in object files too.
 */
export function asChecksec(elf: Elf): Facts {
  const facts = hardening(elf);
  return {
    relro: facts.relro === null || facts.relro === "none" ? "no" : facts.relro,
    canary: yesNo(facts.canary),
    nx: yesNo(facts.nxSource === "header" && facts.nx),
    pie: pieOf(elf, facts.pie),
    rpath: yesNo(facts.rpath !== null),
    runpath: yesNo(facts.runpath !== null),
    symbols: yesNo(elf.symbols !== null),
    // checksec reads dynamic symbols only; for object files we read the others.
    ...(withNotesInLine.includes(elf.header.machine)
      ? {}
      : { fortify_source: yesNo(elf.type !== "rel" && facts.fortify) }),
  };
}
