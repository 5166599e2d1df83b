import { testStructure } from "../../samples/structure-contract.ts";
import { symbolEntry } from "./symbol-entry.ts";

testStructure(symbolEntry, {
  write: (out, { wide }) =>
    wide
      ? out.u32(9).u8(0x12).u8(2).u16(0xfff1).word(0x1_0000_0000n).word(4)
      : out.u32(9).word(0x8000_0000).word(4).u8(0x12).u8(2).u16(0xfff1),
  expected: ({ wide }) => ({
    nameOffset: 9,
    value: wide ? 0x1_0000_0000n : 0x8000_0000n,
    size: 4n,
    binding: 1,
    type: 2,
    visibility: 2,
    section: 0xfff1,
  }),
});
