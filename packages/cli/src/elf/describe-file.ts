import { closeSync, constants, fstatSync, openSync } from "node:fs";
import { ElfError, execCheck, hardening, parseElf } from "@sbx/elf";
import { DescriptorSource } from "./descriptor-source.ts";
import { elfLine, errorLine, otherLine, type ElfLine } from "./elf-line.ts";

/** A file to describe: its path as the system knows it, and whether a symbolic link at its end is followed. */
export interface FoundFile {
  readonly path: Buffer;
  readonly links: "follow" | "refuse";
}

/** Bytes that tell ELF files, scripts and other files apart. */
const HEAD = 256;

function startsAsElf(head: Uint8Array): boolean {
  return head[0] === 0x7f && head[1] === 0x45 && head[2] === 0x4c && head[3] === 0x46;
}

/** A FIFO put in place of the file between two looks must not hold us up: nothing here waits. */
function open(file: FoundFile): number {
  const { O_RDONLY, O_NONBLOCK, O_NOCTTY, O_NOFOLLOW } = constants;
  return openSync(file.path, O_RDONLY | O_NONBLOCK | O_NOCTTY | (file.links === "refuse" ? O_NOFOLLOW : 0));
}

function describeOpen(fd: number, name: string): ElfLine {
  if (!fstatSync(fd).isFile()) return errorLine(name, "not a regular file");
  const source = new DescriptorSource(fd);
  const head = source.read(0, HEAD).slice();
  if (startsAsElf(head)) return elfLine(name, hardening(parseElf(source)));
  const report = execCheck(head);
  if (report.kind === "script") return otherLine(name, report.line?.interpreter ?? null, "script");
  return otherLine(name, null, "other");
}

/** What is said of an error: of the file itself, or of the system. */
export function errorText(error: unknown): string {
  const cause = error instanceof ElfError && error.cause !== undefined ? error.cause : error;
  const message = cause instanceof Error ? cause.message : String(cause);
  // Node puts the path behind the words: ours is on the line already.
  return message.replace(/, (?:open|read|fstat|scandir|stat|lstat)(?: '.*')?$/su, "");
}

/** Describes one file. Whatever is wrong with it becomes its line. */
export function describeFile(file: FoundFile): ElfLine {
  const name = file.path.toString("utf8");
  let fd: number;
  try {
    fd = open(file);
  } catch (error) {
    return errorLine(name, errorText(error));
  }
  try {
    return describeOpen(fd, name);
  } catch (error) {
    return errorLine(name, errorText(error));
  } finally {
    closeSync(fd);
  }
}
