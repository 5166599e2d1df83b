import { describe, expect, test } from "vitest";
import { AUDIT_ARCH } from "../abi/architecture.ts";
import type { Architecture } from "../abi/architecture.ts";
import { ERRNO } from "../abi/errno.ts";
import { ARG_KINDS, type ArgKindName } from "../syscalls/arg-kinds.ts";
import { resolveTest } from "../syscalls/arg-test.ts";
import type { FilterContext } from "../syscalls/context.ts";
import { outcomeOf } from "../syscalls/outcome.ts";
import type { Outcome, SyscallRow } from "../syscalls/row.ts";
import { SYSCALLS } from "../syscalls/table.ts";
import { compileFilter } from "./compile.ts";
import { simulate } from "./simulate.ts";
import { testContext } from "./test-context.ts";

const CONTEXTS: readonly (readonly [what: string, context: FilterContext])[] = [
  ["nothing guarded", testContext()],
  ["nothing guarded, nothing hardened", testContext([], [])],
  ["everything guarded", testContext("all")],
  [
    "everything guarded and hardened",
    testContext("all", "all", { hasCapabilities: true, signalScope: false, pipeLimit: 4096 }),
  ],
  ["writes guarded", testContext(["write", "create", "truncate", "mktemp"], [])],
  ["reads guarded", testContext(["read"], [])],
  [
    "root, hardened",
    testContext([], "all", { uid: 0, gid: 0, hasCapabilities: true, netlinkProtocols: [], protectedPids: [] }),
  ],
  [
    "old kernel",
    testContext(["stat"], "default", {
      signalScope: false,
      protectedPids: Array.from({ length: 12 }, (_, index) => 7 + 3 * index),
    }),
  ],
];

const ARCHITECTURES: readonly Architecture[] = ["x64", "arm64"];

/** The word that the simulator has for an outcome. */
function expected(outcome: Outcome): string {
  switch (outcome.verdict) {
    case "allow":
      return "allow";
    case "pretend":
      return "errno 0";
    case "serve":
      return "notify";
    case "refuse":
      return outcome.event === "always" ? "notify" : `errno ${ERRNO[outcome.errno]}`;
  }
}

/** Values of one argument around which a verdict can change. */
function interesting(row: SyscallRow, arg: number, context: FilterContext): readonly bigint[] {
  const found = new Set<bigint>([0n, 1n, 0xffffffffn, 0xffffffffffffffffn]);
  for (const asked of (row.when ?? []).flatMap((variant) => variant.test)) {
    const resolved = resolveTest(row, asked, context);
    if (typeof resolved === "boolean" || resolved.arg !== arg) continue;
    if (resolved.ask === "above") found.add(BigInt(resolved.limit));
    if (resolved.ask === "anyOf")
      for (let bit = 0; bit < 32; bit++) if ((resolved.mask >>> bit) & 1) found.add(1n << BigInt(bit));
    if (resolved.ask === "in") for (const value of resolved.values) found.add(value);
  }
  const around = [...found].flatMap((value) => [value - 1n, value, value + 1n]);
  return [...new Set(around.map((value) => BigInt.asUintN(64, value)))];
}

/** Argument lists in which one or two arguments take every interesting value; sometimes with a dirty upper half. */
function* argumentLists(row: SyscallRow, context: FilterContext): Generator<bigint[]> {
  const asked = [
    ...new Set(
      (row.when ?? []).flatMap((variant) => variant.test.flatMap((one) => ("context" in one ? [] : [one.arg]))),
    ),
  ];
  yield [0n, 0n, 0n, 0n, 0n, 0n];
  const [first, second, third] = asked;
  for (const one of first === undefined ? [] : interesting(row, first, context)) {
    for (const two of second === undefined ? [0n] : interesting(row, second, context)) {
      const args = [0n, 0n, 0n, 0n, 0n, 0n];
      if (first !== undefined) args[first] = one;
      if (second !== undefined) args[second] = two;
      yield args;
      if (third !== undefined) yield args.with(third, one);
    }
  }
}

/** The same arguments with bits set that the kernel drops. */
function dirty(row: SyscallRow, args: readonly bigint[]): bigint[] {
  return args.map((value, index) => {
    const kind = row.args[index];
    const bits = kind === undefined ? 64 : ARG_KINDS[kind].bits;
    return BigInt.asUintN(64, value | (0xdead_beef_cafe_0000n & ~((1n << BigInt(bits)) - 1n)));
  });
}

/** 64-bit numbers, every other one small (splitmix64). */
function randomNumbers(seed: number): () => bigint {
  let state = BigInt(seed);
  return () => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let mixed = state;
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n);
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
    mixed ^= mixed >> 31n;
    return mixed & 1n ? mixed : (mixed >> 8n) & 0x3fn;
  };
}

const names = (kind: ArgKindName | undefined): boolean =>
  kind !== undefined && ["path", "judged"].includes(ARG_KINDS[kind].pointer);

test.each(["default", "all"] as const)(
  "while everything is guarded no call that names something gets by (hardenings: %s)",
  (hardenings) => {
    const context = testContext("all", hardenings);
    const program = compileFilter(context);
    const passed = SYSCALLS.filter((row) => {
      const nr = row.nr.x64;
      if (nr === undefined || !row.args.some(names)) return false;
      for (const list of argumentLists(row, context)) {
        // A pointer that is NULL names nothing.
        const args = list.map((value, index) => (value === 0n && names(row.args[index]) ? 0x7fff_0000_1000n : value));
        if (simulate(program, { arch: AUDIT_ARCH.x64, nr, args }).action === "allow") return true;
      }
      return false;
    });
    expect(passed.map((row) => row.name)).toEqual([]);
  },
);

describe.each(ARCHITECTURES)("%s", (arch) => {
  describe.each(CONTEXTS)("%s", (_, given) => {
    const context = { ...given, arch };
    const program = compileFilter(context);
    const run = (nr: number, args: readonly bigint[]): string => {
      const { action, errno } = simulate(program, { arch: AUDIT_ARCH[arch], nr, args });
      return errno === undefined ? action : `${action} ${errno}`;
    };

    test("the filter gives every row's verdict, whatever the dropped bits are", () => {
      const wrong: unknown[] = [];
      let calls = 0;
      for (const row of SYSCALLS) {
        const nr = row.nr[arch];
        if (nr === undefined) continue;
        for (const args of argumentLists(row, context)) {
          calls++;
          const want = expected(outcomeOf(row, context, args));
          const got = [run(nr, args), run(nr, dirty(row, args))];
          if (got.some((verdict) => verdict !== want)) wrong.push({ call: row.name, args, want, got });
        }
      }
      expect(wrong).toEqual([]);
      expect(calls).toBeGreaterThan(500);
    });

    test("the filter gives every row's verdict for random arguments", () => {
      const random = randomNumbers(20261124);
      const rows = SYSCALLS.filter((row) => row.when !== undefined && row.nr[arch] !== undefined);
      const wrong: unknown[] = [];
      for (let round = 0; round < 4000; round++) {
        const row = rows[round % rows.length];
        const nr = row?.nr[arch];
        if (row === undefined || nr === undefined) continue;
        const args = Array.from({ length: 6 }, () => random());
        const want = expected(outcomeOf(row, context, args));
        if (run(nr, args) !== want) wrong.push({ call: row.name, args, want });
      }
      expect(wrong).toEqual([]);
    });

    test("numbers that no call has are ENOSYS", () => {
      const known = new Set(SYSCALLS.map((row) => row.nr[arch]));
      const unknown = Array.from({ length: 1100 }, (_unused, number) => number).filter((number) => !known.has(number));
      unknown.push(0x3fffffff, 0x80000000, 0x8000003c, 0xfffffffe, 0xffffffff);
      expect(unknown.filter((number) => run(number, []) !== `errno ${ERRNO.ENOSYS}`)).toEqual([]);
    });
  });
});
