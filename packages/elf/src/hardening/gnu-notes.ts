import { EM } from "../constants/machines.ts";
import { AARCH64_FEATURE_1, GNU_PROPERTY, NT_GNU, X86_FEATURE_1 } from "../constants/notes.ts";
import { ByteReader } from "../reader.ts";
import type { Elf } from "../view/elf.ts";
import type { Note } from "../view/notes.ts";

/** Control-flow protection that the file is marked for; the marks count only when every library has them. */
export interface ControlFlow {
  /** x86: indirect branch tracking. */
  readonly ibt: boolean;
  /** x86: shadow stack. */
  readonly shadowStack: boolean;
  /** AArch64: branch target identification. */
  readonly bti: boolean;
  /** AArch64: return addresses are signed. */
  readonly pac: boolean;
  /** AArch64: guarded control stack. */
  readonly gcs: boolean;
}

/** The oldest system that the file says it runs on. */
export interface AbiNote {
  readonly os: "linux" | "hurd" | "solaris" | "freebsd" | "netbsd" | "other";
  /** Such as `3.2.0`. */
  readonly version: string;
}

const systems: readonly AbiNote["os"][] = ["linux", "hurd", "solaris", "freebsd", "netbsd"];

function gnuNote(elf: Elf, type: number): Note | null {
  return elf.notes.find((note) => note.name === "GNU" && note.type === type) ?? null;
}

/** `NT_GNU_BUILD_ID` in hexadecimal, or `null`. */
export function buildIdOf(elf: Elf): string | null {
  const note = gnuNote(elf, NT_GNU.BUILD_ID);
  if (note === null || note.size === 0) return null;
  return Array.from(elf.noteData(note), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function noteReader(elf: Elf, note: Note): ByteReader {
  return new ByteReader(elf.noteData(note), note.offset, { wide: elf.class === 64, little: elf.endian === "little" });
}

/** `NT_GNU_ABI_TAG`, or `null`. */
export function abiNoteOf(elf: Elf): AbiNote | null {
  const note = gnuNote(elf, NT_GNU.ABI_TAG);
  if (note === null) return null;
  const reader = noteReader(elf, note);
  const version = `${reader.u32(4)}.${reader.u32(8)}.${reader.u32(12)}`;
  return { os: systems[reader.u32(0)] ?? "other", version };
}

/** The word of one property in `NT_GNU_PROPERTY_TYPE_0`; 0 without it. */
function propertyOf(elf: Elf, wanted: number): number {
  const note = gnuNote(elf, NT_GNU.PROPERTY_TYPE_0);
  if (note === null) return 0;
  const reader = noteReader(elf, note);
  const align = elf.class === 64 ? 8 : 4;
  for (let at = 0; at + 8 <= reader.length;) {
    const size = reader.u32(at + 4);
    reader.require(at + 8, size, "GNU property");
    if (reader.u32(at) === wanted && size >= 4) return reader.u32(at + 8);
    at += 8 + Math.ceil(size / align) * align;
  }
  return 0;
}

/** The control-flow marks of the machine. */
export function controlFlowOf(elf: Elf): ControlFlow {
  const { machine } = elf.header;
  const x86 = machine === EM.X86_64 || machine === EM.I386 ? propertyOf(elf, GNU_PROPERTY.X86_FEATURE_1_AND) : 0;
  const arm = machine === EM.AARCH64 ? propertyOf(elf, GNU_PROPERTY.AARCH64_FEATURE_1_AND) : 0;
  return {
    ibt: (x86 & X86_FEATURE_1.IBT) !== 0,
    shadowStack: (x86 & X86_FEATURE_1.SHSTK) !== 0,
    bti: (arm & AARCH64_FEATURE_1.BTI) !== 0,
    pac: (arm & AARCH64_FEATURE_1.PAC) !== 0,
    gcs: (arm & AARCH64_FEATURE_1.GCS) !== 0,
  };
}
