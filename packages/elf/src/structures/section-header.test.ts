import { testStructure } from "../../samples/structure-contract.ts";
import { sectionHeader } from "./section-header.ts";

testStructure(sectionHeader, {
  write: (out) => out.u32(1).u32(0x6fff_fffe).word(3).word(4).word(5).word(6).u32(7).u32(8).word(9).word(10),
  expected: () => ({
    nameOffset: 1,
    type: 0x6fff_fffe,
    flags: 3n,
    addr: 4n,
    offset: 5n,
    size: 6n,
    link: 7,
    info: 8,
    addralign: 9n,
    entsize: 10n,
  }),
});
