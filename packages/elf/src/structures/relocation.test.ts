import { testStructure } from "../../samples/structure-contract.ts";
import { relaEntry, relEntry } from "./relocation.ts";

testStructure(relEntry, {
  write: (out) => out.word(0x2000).word(0x107),
  expected: () => ({ offset: 0x2000n, info: 0x107n, addend: null }),
});

testStructure(relaEntry, {
  write: (out) => out.word(0x2000).word(0x107).word(-4n),
  expected: () => ({ offset: 0x2000n, info: 0x107n, addend: -4n }),
});
