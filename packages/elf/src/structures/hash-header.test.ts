import { testStructure } from "../../samples/structure-contract.ts";
import { gnuHashHeader, hashHeader } from "./hash-header.ts";

testStructure(hashHeader, {
  write: (out) => out.u32(1).u32(2),
  expected: () => ({ buckets: 1, chains: 2 }),
});

testStructure(gnuHashHeader, {
  write: (out) => out.u32(1).u32(2).u32(3).u32(4),
  expected: () => ({ buckets: 1, firstSymbol: 2, bloomWords: 3, bloomShift: 4 }),
});
