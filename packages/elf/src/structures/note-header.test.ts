import { testStructure } from "../../samples/structure-contract.ts";
import { noteHeader } from "./note-header.ts";

testStructure(noteHeader, {
  write: (out) => out.u32(4).u32(0xffff_ffff).u32(3),
  expected: () => ({ namesz: 4, descsz: 0xffff_ffff, type: 3 }),
});
