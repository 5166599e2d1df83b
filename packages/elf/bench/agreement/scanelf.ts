import { hardening, type Elf } from "@sbx/elf";
import type { Facts } from "./readelf.ts";
import { runBatch } from "./run-batch.ts";

const format = "%F|%o|%M|%D|%r|%n|%i|%b|%S|%t";

/** What scanelf says of each file. */
export function scanelfFacts(files: readonly string[]): ReadonlyMap<string, Facts> {
  const lines = runBatch(["scanelf", "-BF", format], files)
    .split("\n")
    .filter((line) => line.includes("|"));
  return new Map(
    lines.map((line) => {
      const [file, type, bits, endian, rpath, needed, interpreter, bind, soname, textrel] = line
        .split("|")
        .map((cell) => cell.trim());
      return [
        file!,
        {
          type: type!.replace(/^ET_/, "").toLowerCase(),
          bits: bits!.replace("ELFCLASS", ""),
          endian: endian === "LE" ? "little" : "big",
          paths: rpath === "-" ? "" : rpath!,
          needed: needed!,
          interpreter: interpreter!,
          bind: bind!,
          soname: soname!,
          textrel: textrel === "TEXTREL" ? "yes" : "no",
        },
      ];
    }),
  );
}

function bindOf(elf: Elf, bindNow: boolean | null): string {
  if (elf.type === "rel" || elf.type === "core") return "";
  if (elf.dynamic === null || elf.dynamic.entries.length === 0) return "STATIC";
  return bindNow === true ? "NOW" : "LAZY";
}

/** Our facts in scanelf's words. */
export function asScanelf(elf: Elf): Facts {
  const facts = hardening(elf);
  return {
    type: elf.type,
    bits: String(elf.class),
    endian: elf.endian,
    paths: facts.runpath ?? facts.rpath ?? "",
    needed: facts.needed.join(","),
    interpreter: facts.interpreter ?? "",
    bind: bindOf(elf, facts.bindNow),
    soname: facts.soname ?? "",
    textrel: facts.textrel === true ? "yes" : "no",
  };
}
