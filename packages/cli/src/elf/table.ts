import type { ElfLine } from "./elf-line.ts";

/** One column: its title, its width, and what it says of a file. */
interface Column {
  readonly title: string;
  readonly width: number;
  readonly cell: (line: ElfLine) => string;
}

function yesNo(value: boolean | null): string {
  return value === null ? "-" : value ? "yes" : "no";
}

function typeOf(line: ElfLine): string {
  if (line.type !== "dyn") return line.type ?? "-";
  return line.pie === true ? "pie" : "lib";
}

function linking(line: ElfLine): string {
  return line.static === null ? "-" : line.static ? "static" : "dynamic";
}

function searchPath(line: ElfLine): string {
  if (line.kind !== "elf") return "-";
  return (
    [line.rpath === null ? "" : "rpath", line.runpath === null ? "" : "runpath"]
      .filter((word) => word !== "")
      .join("+") || "no"
  );
}

const columns: readonly Column[] = [
  { title: "KIND", width: 6, cell: ({ kind }) => kind },
  {
    title: "BITS",
    width: 4,
    cell: (line) => (line.class === null ? "-" : `${line.class}${line.endian === "big" ? "be" : "le"}`),
  },
  { title: "MACHINE", width: 11, cell: (line) => line.machineName ?? "-" },
  { title: "TYPE", width: 4, cell: typeOf },
  { title: "LINKED", width: 7, cell: linking },
  { title: "RELRO", width: 7, cell: (line) => line.relro ?? "-" },
  { title: "NOW", width: 3, cell: (line) => yesNo(line.bindNow) },
  { title: "NX", width: 3, cell: (line) => yesNo(line.nx) },
  { title: "CANARY", width: 6, cell: (line) => yesNo(line.canary) },
  { title: "FORTIFY", width: 7, cell: (line) => yesNo(line.fortify) },
  { title: "TEXTREL", width: 7, cell: (line) => yesNo(line.textrel) },
  { title: "PATH", width: 7, cell: searchPath },
];

/** Makes control characters visible: names come from files that may be out to fool a terminal. */
export function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}

function row(cells: readonly string[], last: string): string {
  const padded = cells.map((cell, index) => cell.padEnd(columns[index]!.width));
  return `${padded.join("  ")}  ${last}\n`;
}

/** The line of titles. */
export function tableHead(): string {
  return row(
    columns.map((column) => column.title),
    "FILE",
  );
}

/** The line of one file. */
export function tableRow(line: ElfLine): string {
  const file = printable(line.file);
  const last = line.kind === "error" ? `${file}: ${printable(line.message ?? "")}` : file;
  return row(
    columns.map((column) => column.cell(line)),
    last,
  );
}

/** The last line: how many files of each kind. */
export function tableFoot(counts: Readonly<Record<ElfLine["kind"], number>>): string {
  return `${counts.elf} ELF, ${counts.script} scripts, ${counts.other} others, ${counts.error} errors\n`;
}
