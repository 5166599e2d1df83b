import { testStructure } from "../../samples/structure-contract.ts";
import { programHeader } from "./program-header.ts";

testStructure(programHeader, {
  write: (out, { wide }) => {
    out.u32(0x6474_e551);
    if (wide) out.u32(7);
    out
      .word(1)
      .word(wide ? -2n : 2)
      .word(3)
      .word(4)
      .word(5);
    if (!wide) out.u32(7);
    return out.word(6);
  },
  expected: ({ wide }) => ({
    type: 0x6474_e551,
    flags: 7,
    offset: 1n,
    vaddr: wide ? 0xffff_ffff_ffff_fffen : 2n,
    paddr: 3n,
    filesz: 4n,
    memsz: 5n,
    align: 6n,
  }),
});
