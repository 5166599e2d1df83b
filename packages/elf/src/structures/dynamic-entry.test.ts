import { testStructure } from "../../samples/structure-contract.ts";
import { dynamicEntry } from "./dynamic-entry.ts";

testStructure(dynamicEntry, {
  write: (out) => out.word(0x6fff_fffb).word(0x0800_0001),
  expected: () => ({ tag: 0x6fff_fffbn, value: 0x0800_0001n }),
});
