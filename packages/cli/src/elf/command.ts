import type { CommandHelp } from "../arguments/option-row.ts";
import { isGiven, parseArguments } from "../arguments/parse-arguments.ts";
import { UsageError } from "../arguments/usage-error.ts";
import { describeFile, errorText } from "./describe-file.ts";
import { errorLine, type ElfLine } from "./elf-line.ts";
import { findFiles, type Found } from "./find-files.ts";
import { Progress, terminalColumns } from "./progress.ts";
import { tableFoot, tableHead, tableRow } from "./table.ts";

/** Help page and options of `sbx elf`. */
export const ELF_HELP: CommandHelp = {
  usage: "sbx elf [OPTION]... FILE|DIR...",
  summary:
    "Tells what programs and libraries are, and how they defend themselves. Status 1 when a named file is missing.",
  options: [{ name: "json", help: "print one JSON object a line, with every fact" }],
  examples: ["sbx elf /usr/bin", "sbx elf --json ./a.out"],
  notes: ["Symbolic links given by name are followed, those found in directories are not."],
};

const MISSING = 1;
const FAILED = 125;

/** Prints the lines, as a table or as JSON. */
class Printer {
  readonly #json: boolean;
  readonly #out: (text: string) => void;
  readonly #counts = { elf: 0, script: 0, other: 0, error: 0 };

  constructor(json: boolean, out: (text: string) => void) {
    this.#json = json;
    this.#out = out;
    if (!json) out(tableHead());
  }

  /** In a table, files of no interest are left out unless they were named. */
  print(line: ElfLine, named: boolean): void {
    this.#counts[line.kind]++;
    if (this.#json) this.#out(`${jsonOf(line)}\n`);
    else if (named || line.kind !== "other") this.#out(tableRow(line));
  }

  finish(): void {
    if (!this.#json) this.#out(tableFoot(this.#counts));
  }
}

/** JSON whose text cannot hide control characters from a terminal either. */
function jsonOf(line: ElfLine): string {
  return JSON.stringify(line).replaceAll(/[\u007f-\u009f\u2028\u2029]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

function lineOf(found: Found): ElfLine {
  if (found.kind === "file") return describeFile(found.file);
  return errorLine(found.path.toString("utf8"), errorText(found.error));
}

interface Request {
  readonly json: boolean;
  readonly operands: readonly string[];
}

function parse(args: readonly string[]): Request {
  const parsed = parseArguments(ELF_HELP.options, args, "mixed");
  if (parsed.operands.length === 0) throw new UsageError("no file to describe", "write: sbx elf FILE");
  return { json: isGiven(parsed, "json"), operands: parsed.operands };
}

function describeAll(request: Request, out: (text: string) => void, err: (text: string) => void): number {
  const progress = new Progress(err, terminalColumns());
  const printer = new Printer(request.json, out);
  let status = 0;
  for (const operand of request.operands) {
    for (const found of findFiles(operand)) {
      const line = lineOf(found);
      if (found.kind === "missing") {
        progress.clear();
        err(`sbx elf: ${JSON.stringify(operand)}: ${line.message}\n`);
        status = MISSING;
      }
      progress.clear();
      printer.print(line, found.kind !== "file" || found.named);
      progress.step(line.file);
    }
  }
  progress.clear();
  printer.finish();
  return status;
}

/**
 * Describes files, and every file below directories.
 *
 * @returns 0, or 1 if a named file is missing, or 125 if the command line cannot be understood.
 */
export function elfCommand(args: readonly string[], out: (text: string) => void, err: (text: string) => void): number {
  let request: Request;
  try {
    request = parse(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    err(`sbx elf: ${error.message}${error.hint === undefined ? "" : `; ${error.hint}`}\n`);
    return FAILED;
  }
  return describeAll(request, out, err);
}
