import { writeTerminal } from "@sbx/native";
import { writeAll } from "./write-all.ts";

/** What is told when the program has ended does not wait longer than this for a terminal that takes nothing. */
const PATIENCE = 2000;

/**
 * Writes to what the program writes to as well: where that is a terminal, the program may have stopped its output, and sbx
 * would wait past every time limit. After the run even a terminal that the user has stopped is given up.
 */
export function writeBeside(fd: number, text: string, when: "during the run" | "at the end"): void {
  if (!isTerminal(fd)) return writeAll(fd, text);
  try {
    writeTerminal(fd, text, when === "at the end" ? PATIENCE : 0);
  } catch {
    writeAll(fd, text); // without its native part sbx has run nothing
  }
}

const isTerminal = (fd: number): boolean => process.getBuiltinModule("node:tty").isatty(fd);
