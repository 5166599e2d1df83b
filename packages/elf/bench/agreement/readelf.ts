import type { Elf } from "@sbx/elf";
import { hardening } from "@sbx/elf";
import { readelfMachines } from "./readelf-machine-table.ts";
import { runBatch } from "./run-batch.ts";

/** The facts that both sides are reduced to, so that they can be compared as text. */
export type Facts = Readonly<Record<string, string>>;

const hex = (value: bigint | number): string => `0x${value.toString(16)}`;

function match(text: string, pattern: RegExp): string {
  return pattern.exec(text)?.[1] ?? "-";
}

function normal(text: string): string {
  return hex(BigInt(text));
}

const segmentLine =
  /^ {2}(\S+(?: [0-9a-f]+)?) +(0x[0-9a-f]+) (0x[0-9a-f]+) (0x[0-9a-f]+) (0x[0-9a-f]+) (0x[0-9a-f]+) (.)(.)(.) (0x[0-9a-f]+|0)/gm;

function segmentsOf(text: string): string {
  const rows = [...text.matchAll(segmentLine)].map((row) => {
    const numbers = [row[2], row[3], row[4], row[5], row[6]].map((word) => normal(word!));
    return [...numbers, `${row[7]}${row[8]}${row[9]}`.replaceAll(" ", ""), normal(row[10]!)].join(" ");
  });
  return rows.join("; ");
}

function bracketed(text: string, tag: string): string {
  return [...text.matchAll(new RegExp(`\\(${tag}\\) .*?: \\[(.*)\\]$`, "gm"))].map((row) => row[1]).join(":");
}

/** Reduces one file's part of `readelf -hldnW`. */
export function factsOfReadelf(text: string): Facts {
  return {
    class: match(text, /^ {2}Class: +ELF(\d+)/m),
    endian: match(text, /^ {2}Data: .*(little|big) endian/m),
    type: match(text, /^ {2}Type: +(\S+)/m).toLowerCase(),
    machine: match(text, /^ {2}Machine: +(.*)$/m),
    entry: match(text, /^ {2}Entry point address: +(\S+)/m),
    flags: match(text, /^ {2}Flags: +(0x[0-9a-f]+)/m),
    segments: segmentsOf(text),
    interpreter: match(text, /Requesting program interpreter: (.*)\]$/m),
    tags: [...text.matchAll(/^ (0x[0-9a-f]+) \(/gm)].map((row) => normal(row[1]!)).join(" "),
    needed: bracketed(text, "NEEDED"),
    soname: bracketed(text, "SONAME"),
    rpath: bracketed(text, "RPATH"),
    runpath: bracketed(text, "RUNPATH"),
    buildId: match(text, /Build ID: ([0-9a-f]+)/),
  };
}

function flagsText(flags: number): string {
  return `${flags & 4 ? "R" : ""}${flags & 2 ? "W" : ""}${flags & 1 ? "E" : ""}`;
}

function segmentsText(elf: Elf): string {
  const rows = elf.segments.map((row) => {
    const numbers = [row.offset, row.vaddr, row.paddr, row.filesz, row.memsz].map(hex);
    return [...numbers, flagsText(row.flags), hex(row.align)].join(" ");
  });
  return rows.join("; ");
}

/** Reduces our view to the same facts. */
export function factsOfElf(elf: Elf): Facts {
  const facts = hardening(elf);
  const tags = elf.dynamic?.entries.map((entry) => hex(entry.tag)) ?? [];
  return {
    class: String(elf.class),
    endian: elf.endian,
    type: elf.type,
    machine: readelfMachines[elf.header.machine] ?? String(elf.header.machine),
    entry: hex(elf.header.entry),
    flags: hex(elf.header.flags),
    segments: segmentsText(elf),
    interpreter: facts.interpreter ?? "-",
    tags: tags.length > 0 ? `${tags.join(" ")} 0x0` : "",
    needed: facts.needed.join(":"),
    soname: facts.soname ?? "",
    rpath: facts.rpath ?? "",
    runpath: facts.runpath ?? "",
    buildId: facts.buildId ?? "-",
  };
}

/** What readelf says of each file. */
export function readelfFacts(files: readonly string[]): ReadonlyMap<string, Facts> {
  const parts = runBatch(["readelf", "-hldnW"], files)
    .split(/^File: /m)
    .slice(1);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf("\n")), factsOfReadelf(part)]));
}
