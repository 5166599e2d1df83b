import { testStructure } from "../../../samples/structure-contract.ts";
import { versionNeed, versionNeedAux } from "./version-need.ts";

testStructure(versionNeed, {
  write: (out) => out.u16(1).u16(2).u32(3).u32(4).u32(5),
  expected: () => ({ version: 1, count: 2, fileOffset: 3, aux: 4, next: 5 }),
});

testStructure(versionNeedAux, {
  write: (out) => out.u32(1).u16(2).u16(3).u32(4).u32(5),
  expected: () => ({ hash: 1, flags: 2, index: 3, nameOffset: 4, next: 5 }),
});
