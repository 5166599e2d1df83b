/** `d_tag`. Every tag named here fits in 32 bits. */
export const DT = {
  NULL: 0,
  NEEDED: 1,
  PLTRELSZ: 2,
  HASH: 4,
  STRTAB: 5,
  SYMTAB: 6,
  RELA: 7,
  RELASZ: 8,
  RELAENT: 9,
  STRSZ: 10,
  SYMENT: 11,
  SONAME: 14,
  RPATH: 15,
  REL: 17,
  RELSZ: 18,
  RELENT: 19,
  PLTREL: 20,
  DEBUG: 21,
  TEXTREL: 22,
  JMPREL: 23,
  BIND_NOW: 24,
  RUNPATH: 29,
  FLAGS: 30,
  GNU_HASH: 0x6ffffef5,
  VERSYM: 0x6ffffff0,
  FLAGS_1: 0x6ffffffb,
  VERDEF: 0x6ffffffc,
  VERDEFNUM: 0x6ffffffd,
  VERNEED: 0x6ffffffe,
  VERNEEDNUM: 0x6fffffff,
  MIPS_SYMTABNO: 0x70000011,
  AARCH64_BTI_PLT: 0x70000001,
  AARCH64_PAC_PLT: 0x70000003,
} as const;

/** Bits of `DT_FLAGS`. */
export const DF = { ORIGIN: 1, SYMBOLIC: 2, TEXTREL: 4, BIND_NOW: 8, STATIC_TLS: 16 } as const;

/** Bits of `DT_FLAGS_1`. */
export const DF_1 = { NOW: 1, NODELETE: 8, NOOPEN: 0x40, ORIGIN: 0x80, PIE: 0x0800_0000 } as const;
