import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileFilter, simulate, SYSCALLS } from "@sbx/core";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AUDIT_ARCH } from "../../core/src/abi/architecture.ts";
import { testContext } from "../../core/src/filter/test-context.ts";

// Compiled filters in the real kernel: what it says to a call must be what the simulator of the core says. The probe asks
// without making the calls.

const folder = mkdtempSync(join(tmpdir(), "sbx-filter-"));
const probe = join(folder, "filter-verdicts");
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(() => {
  const source = new URL("../test/probes/filter-verdicts.c", import.meta.url).pathname;
  execFileSync("cc", ["-O1", "-pthread", "-o", probe, source]);
});

interface Asked {
  readonly entry: "native" | "ia32";
  readonly nr: number;
  readonly args: readonly bigint[];
}

const X32 = 0x40000000;
/** uretprobe and uprobe: the kernel asks no filter about them (`seccomp_uprobe_exception`), and kills who calls them so. */
const PASSED_OVER: ReadonlySet<number> = new Set([335, 336]);
const numbers: readonly number[] = [
  ...Array.from({ length: 480 }, (_, nr) => nr).filter((nr) => !PASSED_OVER.has(nr)),
  500,
  1023,
  4096,
  0x3fffffff,
  ...[0, 2, 15, 59, 60, 231, 513, 520].map((nr) => X32 + nr),
];
const oldNumbers: readonly number[] = Array.from({ length: 480 }, (_, nr) => nr);

/** Values that filters compare with: every number in the table's tests, its neighbours, and one with the upper half set. */
const values: readonly bigint[] = [
  ...new Set(
    SYSCALLS.flatMap((row) => row.when ?? [])
      .flatMap((variant) => variant.test)
      .flatMap((one): readonly number[] =>
        Object.values(one).flatMap((value: unknown) =>
          Array.isArray(value) ? (value as number[]) : typeof value === "number" ? [value] : [],
        ),
      )
      .flatMap((value) => [BigInt(value), BigInt(value) + 1n, BigInt(value) | (7n << 32n)]),
  ),
  0n,
  1n,
  2n,
  3n,
  0xffffffffn,
  0xffffffff_ffffffffn,
  1000n,
  1001n,
  4242n,
  0x5401n,
  0x80000000n,
].map((value) => BigInt.asUintN(64, value));

function callsOf(seed: number): readonly Asked[] {
  const args = fc.sample(fc.array(fc.constantFrom(...values), { minLength: 6, maxLength: 6 }), {
    seed,
    numRuns: numbers.length * 24,
  });
  const native = numbers.flatMap((nr, i) => [
    { entry: "native" as const, nr, args: [0n, 0n, 0n, 0n, 0n, 0n] },
    ...args.slice(i * 24, i * 24 + 24).map((values6) => ({ entry: "native" as const, nr, args: values6 })),
  ]);
  return [...native, ...oldNumbers.map((nr) => ({ entry: "ia32" as const, nr, args: [0n, 0n, 0n, 0n, 0n, 0n] }))];
}

const told = ({ entry, nr, args }: Asked): string =>
  `${entry} ${nr} ${args.map((value) => value.toString(16)).join(" ")}`;

function askKernel(filter: Uint8Array, calls: readonly Asked[]): readonly string[] {
  const file = join(folder, "filter");
  writeFileSync(file, filter);
  const lines = calls.map(({ entry, nr, args }) =>
    [entry === "native" ? 0n : 1n, BigInt(nr), ...args].map((value) => value.toString(16)).join(" "),
  );
  const input = `${lines.join("\n")}\n`;
  return execFileSync(probe, [file], { input, maxBuffer: 1 << 26, encoding: "latin1" })
    .trimEnd()
    .split("\n");
}

function askSimulator(filter: Uint8Array, { entry, nr, args }: Asked): string {
  const arch = entry === "native" ? AUDIT_ARCH.x64 : AUDIT_ARCH.ia32;
  const { action, errno } = simulate(filter, { arch, nr, args });
  return errno === undefined ? action : `${action} ${errno}`;
}

describe.skipIf(process.arch !== "x64")("the kernel and the simulator agree on a filter", () => {
  test.each([
    ["nothing is guarded", testContext()],
    ["everything is guarded", testContext("all", "all")],
    ["everything is guarded, without hardenings", testContext("all", [])],
    [
      "the run holds capabilities and signals are not kept inside",
      testContext(["read", "exec"], "default", { hasCapabilities: true, signalScope: false, pipeLimit: 4096 }),
    ],
  ])("%s", (_, context) => {
    const seed = 20_260_000 + Math.floor(Math.random() * 10_000);
    const filter = compileFilter(context);
    const calls = callsOf(seed);
    const kernel = askKernel(filter, calls);
    const different = calls.flatMap((call, i) => {
      const simulated = askSimulator(filter, call);
      return simulated === kernel[i]
        ? []
        : [`seed ${seed}: ${told(call)}: kernel ${kernel[i]}, simulator ${simulated}`];
    });
    expect(different).toEqual([]);
    expect(kernel).toHaveLength(calls.length);
  });
});
