/** `e_type`: what kind of file this is. */
export const ET = { NONE: 0, REL: 1, EXEC: 2, DYN: 3, CORE: 4 } as const;

/** `e_ident[EI_CLASS]`. */
export const ELFCLASS = { NONE: 0, THIRTY_TWO: 1, SIXTY_FOUR: 2 } as const;

/** `e_ident[EI_DATA]`. */
export const ELFDATA = { NONE: 0, LITTLE: 1, BIG: 2 } as const;

/** `e_phnum` when the real count is in section 0, `sh_info`. */
export const PN_XNUM = 0xffff;

/** The four types that have a word of their own; anything else is `other`. */
export type ElfType = "none" | "rel" | "exec" | "dyn" | "core" | "other";

const types: readonly ElfType[] = ["none", "rel", "exec", "dyn", "core"];

/**
 * Names an `e_type` number.
 *
 * @param type - The number, 0 to 65,535.
 * @returns `none`, `rel`, `exec`, `dyn`, `core`, or `other` for a value outside the specification's five.
 * @see elf(5)
 */
export function typeName(type: number): ElfType {
  return types[type] ?? "other";
}
