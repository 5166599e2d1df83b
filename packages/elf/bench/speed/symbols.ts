import { readFileSync } from "node:fs";
import { parseElf } from "@sbx/elf";
import { buildElf } from "../../samples/build-elf.ts";
import { sampleOptions } from "../../samples/sample-options.ts";
import type { Goal } from "../goal.ts";
import { interleave, median, spread } from "./measure.ts";

/** A file whose symbol table has so many names, of the length that C++ gives them. */
function withSymbols(count: number): Uint8Array {
  const symbols = Array.from({ length: count }, (_, index) => `_ZN5sbx4elf${index}E12SymbolTableRKNS_6ReaderE`);
  return buildElf(sampleOptions({ wide: true, little: true }, { symbols }));
}

/** Everything that there is: tables, every symbol with its name, every relocation, the list of anomalies. */
function parseAll(bytes: Uint8Array): number {
  const elf = parseElf(bytes);
  let seen = 0;
  for (const symbol of elf.symbols ?? []) seen += symbol.name.length > 0 ? 1 : 0;
  for (const symbol of elf.dynamicSymbols ?? []) seen += symbol.name.length > 0 ? 1 : 0;
  return seen + elf.sections.length + elf.segments.length;
}

const sizes: readonly number[] = [10_000, 40_000, 160_000];

/** Time per symbol of a full parse, and how it grows. */
export async function benchSymbols(): Promise<readonly Goal[]> {
  const inputs = sizes.map((count) => ({ count, bytes: withSymbols(count) }));
  const real = readFileSync(process.execPath);
  const elf = parseElf(real);
  const realCount = (elf.symbols?.count ?? 0) + (elf.dynamicSymbols?.count ?? 0);
  const engines = [
    ...inputs.map(({ count, bytes }) => ({ name: `${count} symbols`, run: () => parseAll(bytes) })),
    { name: "node itself", run: () => parseAll(real) },
  ];
  const times = await interleave(engines, 15, 1, 4);
  const counts = [...sizes, realCount];
  const perSymbol = times.map(({ name, rounds }, index) => ({
    name,
    rounds: rounds.map((time) => (time * 1000) / counts[index]!),
  }));
  for (const { name, rounds } of perSymbol) console.log(`  full parse, ${name}: ${spread(rounds, "ns")} per symbol`);
  const worst = Math.max(...perSymbol.map(({ rounds }) => median(rounds)));
  const [small, , large] = times.map(({ rounds }) => median(rounds));
  const exponent = Math.log(large! / small!) / Math.log(sizes[2]! / sizes[0]!);
  return [
    {
      name: `full parse, worst of ${counts.map((count) => count.toLocaleString("en")).join(", ")} symbols`,
      must: "≤ 200 ns per symbol",
      measured: `${worst.toFixed(0)} ns`,
      reached: worst <= 200,
    },
    {
      name: "full parse, growth exponent",
      must: "linear (≤ 1.1)",
      measured: exponent.toFixed(2),
      reached: exponent <= 1.1,
    },
  ];
}
