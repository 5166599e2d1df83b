import { PT } from "../constants/segments.ts";
import { SHT } from "../constants/sections.ts";
import { byteString } from "../byte-string.ts";
import { ElfError } from "../errors.ts";
import { checkLimit } from "../limits.ts";
import { noteHeader } from "../structures/note-header.ts";
import type { ProgramHeader } from "../structures/program-header.ts";
import { checkedRange, type FileBytes } from "./reading/file-bytes.ts";
import type { Section } from "./sections.ts";

/** One note; its descriptor stays in the file until asked for. */
export interface Note {
  /** Owner, such as `GNU`, as a byte string without its NUL. */
  readonly name: string;
  readonly type: number;
  /** Where the descriptor is in the file, in bytes. */
  readonly offset: number;
  /** Bytes of the descriptor. */
  readonly size: number;
}

interface NoteRange {
  readonly offset: bigint;
  readonly size: bigint;
  readonly align: bigint;
}

function pad(size: number, align: number): number {
  return Math.ceil(size / align) * align;
}

function readRange(file: FileBytes, range: NoteRange, notes: Note[]): void {
  const { offset, size } = checkedRange(file, range.offset, range.size, "note segment");
  const align = range.align === 8n ? 8 : 4;
  // The last note's padding may be missing, and a shorter rest is padding too.
  for (let at = 0; size - at >= 12;) {
    const header = noteHeader.parse(file.reader(offset + at, 12, "note header"), 0);
    const descriptor = pad(12 + header.namesz, align);
    const end = descriptor + header.descsz;
    checkLimit(header.namesz, file.limits.nameBytes, "note name", offset + at);
    if (end > size - at) {
      const expected = `at most ${size - at} bytes`;
      throw new ElfError({ code: "ERR_ELF_TRUNCATED", offset: offset + at, field: "note", found: end, expected });
    }
    const name = file.bytes(offset + at + 12, header.namesz, "note name");
    const nul = name.indexOf(0);
    notes.push({
      name: byteString(name, 0, nul === -1 ? name.length : nul),
      type: header.type,
      offset: offset + at + descriptor,
      size: header.descsz,
    });
    checkLimit(notes.length, file.limits.notes, "notes", offset);
    at += pad(end, align);
  }
}

function inside(section: Section, segment: ProgramHeader): boolean {
  return section.offset >= segment.offset && section.offset + section.size <= segment.offset + segment.filesz;
}

/** The sections, or none when their table is damaged and there are segments to go by. */
function noteSections(segments: readonly ProgramHeader[], sections: () => readonly Section[]): readonly Section[] {
  try {
    return sections().filter((section) => section.type === SHT.NOTE);
  } catch (error) {
    if (error instanceof ElfError && segments.length > 0) return [];
    throw error;
  }
}

/** Reads the notes of every `PT_NOTE`, then of every `SHT_NOTE` section that is in none (Go's linker makes those). */
export function readNotes(
  file: FileBytes,
  segments: readonly ProgramHeader[],
  sections: () => readonly Section[],
): readonly Note[] {
  const notes: Note[] = [];
  const inSegments = segments.filter((segment) => segment.type === PT.NOTE);
  for (const { offset, filesz, align } of inSegments) readRange(file, { offset, size: filesz, align }, notes);
  for (const section of noteSections(segments, sections)) {
    if (inSegments.some((segment) => inside(section, segment))) continue;
    readRange(file, { offset: section.offset, size: section.size, align: section.addralign }, notes);
  }
  return notes;
}
