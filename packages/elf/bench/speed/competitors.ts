import { createRequire } from "node:module";

const load = createRequire(import.meta.url);

/** What all engines must agree on before they are timed. */
export interface Answer {
  readonly entry: bigint;
  readonly segments: number;
  readonly sections: number;
}

/** A package that parses ELF files in memory. */
export interface Competitor {
  readonly name: string;
  /** How often faster we must be. */
  readonly must: number;
  readonly parse: (bytes: Buffer) => unknown;
  readonly answer: (parsed: unknown) => Answer;
}

interface ElfyResult {
  readonly entry: number;
  readonly body: { readonly programs: readonly unknown[]; readonly sections: readonly unknown[] };
}

interface ElfToolsResult {
  readonly header: { readonly entry: number };
  readonly programs: readonly unknown[];
  readonly sections: readonly unknown[];
}

interface ElfInfoResult {
  readonly success: boolean;
  readonly elf?: {
    readonly entryPoint: number | bigint;
    readonly segments: readonly unknown[];
    readonly sections: readonly unknown[];
  };
}

/** The packages on npm that read ELF files. */
export function competitors(): readonly Competitor[] {
  const elfy = load("elfy") as { parse: (bytes: Buffer) => ElfyResult };
  const elfTools = load("elf-tools") as { parse: (bytes: Buffer) => ElfToolsResult };
  const elfinfo = load("elfinfo") as { open: (bytes: Buffer) => Promise<ElfInfoResult> };
  return [
    {
      name: "elfy",
      must: 25,
      parse: (bytes) => elfy.parse(bytes),
      answer: (parsed) => {
        const { entry, body } = parsed as ElfyResult;
        return { entry: BigInt(entry), segments: body.programs.length, sections: body.sections.length };
      },
    },
    {
      name: "elf-tools",
      must: 30,
      parse: (bytes) => elfTools.parse(bytes),
      answer: (parsed) => {
        const { header, programs, sections } = parsed as ElfToolsResult;
        return { entry: BigInt(header.entry), segments: programs.length, sections: sections.length };
      },
    },
    {
      name: "elfinfo",
      must: 1000,
      parse: (bytes) => elfinfo.open(bytes),
      answer: (parsed) => {
        const { success, elf } = parsed as ElfInfoResult;
        if (!success || elf === undefined) throw new Error("elfinfo failed");
        return { entry: BigInt(elf.entryPoint), segments: elf.segments.length, sections: elf.sections.length };
      },
    },
  ];
}
