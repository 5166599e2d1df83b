import { testStructure } from "../../samples/structure-contract.ts";
import { compressionHeader } from "./compression-header.ts";

testStructure(compressionHeader, {
  write: (out, { wide }) => (wide ? out.u32(1).u32(0).word(2).word(3) : out.u32(1).word(2).word(3)),
  expected: () => ({ type: 1, size: 2n, addralign: 3n }),
});
