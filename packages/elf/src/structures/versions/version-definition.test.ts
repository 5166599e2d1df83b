import { testStructure } from "../../../samples/structure-contract.ts";
import { versionDefinition, versionDefinitionAux } from "./version-definition.ts";

testStructure(versionDefinition, {
  write: (out) => out.u16(1).u16(2).u16(3).u16(4).u32(5).u32(6).u32(7),
  expected: () => ({ version: 1, flags: 2, index: 3, count: 4, hash: 5, aux: 6, next: 7 }),
});

testStructure(versionDefinitionAux, {
  write: (out) => out.u32(1).u32(2),
  expected: () => ({ nameOffset: 1, next: 2 }),
});
