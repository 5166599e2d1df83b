import { ALL_NAMESPACES } from "../abi/clone.ts";
import { ARG_KINDS } from "./arg-kinds.ts";
import type { FilterContext } from "./context.ts";
import { DENIED_IOCTLS } from "../abi/denied-ioctls-table.ts";
import { NETLINK_ROUTE } from "../abi/socket.ts";
import type { ArgTest, ContextFact, ContextValues, SyscallRow } from "./row.ts";

/** What a test comes to in one run: settled beforehand, or a question about one argument with all values known. */
export type ResolvedTest =
  | boolean
  | {
      readonly arg: number;
      readonly bits: 16 | 32 | 64;
      readonly ask: "in";
      readonly mask?: number;
      readonly values: readonly bigint[];
      readonly negated: boolean;
    }
  | {
      readonly arg: number;
      readonly bits: 16 | 32 | 64;
      readonly ask: "anyOf";
      readonly mask: number;
      readonly negated: boolean;
    }
  | { readonly arg: number; readonly bits: 16 | 32 | 64; readonly ask: "above"; readonly limit: number };

/** Fills the values of a run into a test of a row. */
export function resolveTest(row: SyscallRow, test: ArgTest, context: FilterContext): ResolvedTest {
  if ("context" in test) return contextFact(test.context, context);
  const bits = bitsOf(row, test.arg);
  if ("above" in test) {
    const limit = test.above === "pipeLimit" ? context.pipeLimit : test.above;
    return limit === undefined ? false : { arg: test.arg, bits, ask: "above", limit };
  }
  if ("anyOf" in test || "noneOf" in test) {
    const negated = "noneOf" in test;
    const excepted = test.except === undefined ? 0 : (context.allowedNamespaces ?? 0);
    const mask = ((negated ? test.noneOf : test.anyOf) & ~excepted) >>> 0;
    return mask === 0 ? negated : { arg: test.arg, bits, ask: "anyOf", mask, negated };
  }
  const negated = "notIn" in test;
  const values = valuesOf(negated ? test.notIn : test.in, context).map((value) => asKernelValue(value, bits));
  if (values.length === 0) return negated;
  const mask = test.mask === undefined ? {} : { mask: test.mask };
  return { arg: test.arg, bits, ask: "in", values: [...new Set(values)], negated, ...mask };
}

/** Answers a test for the arguments of a call: the same question that the compiled filter asks. */
export function passes(test: ResolvedTest, args: ArrayLike<bigint>): boolean {
  if (typeof test === "boolean") return test;
  const value = BigInt.asUintN(test.bits, args[test.arg] ?? 0n);
  if (test.ask === "above") return value > BigInt(test.limit);
  if (test.ask === "anyOf") return ((value & BigInt(test.mask)) !== 0n) !== test.negated;
  const masked = test.mask === undefined ? value : value & BigInt(test.mask);
  return test.values.includes(masked) !== test.negated;
}

/** How many bits the kernel keeps of an argument. */
function bitsOf(row: SyscallRow, arg: number): 16 | 32 | 64 {
  const kind = row.args[arg];
  if (kind === undefined) throw new RangeError(`${row.name} has no argument ${arg}, only ${row.args.length}`);
  return ARG_KINDS[kind].bits;
}

/** A value, negative ones too, as the register holds it after truncation. */
function asKernelValue(value: number, bits: 16 | 32 | 64): bigint {
  return BigInt.asUintN(bits, BigInt(value));
}

function valuesOf(values: readonly number[] | ContextValues, context: FilterContext): readonly number[] {
  if (typeof values !== "string") return values;
  switch (values) {
    case "protectedPids":
      return context.protectedPids;
    case "protectedGroups":
      return (context.protectedGroups ?? context.protectedPids).map((group) => -group);
    case "uid":
      return [context.uid, -1];
    case "gid":
      return [context.gid, -1];
    case "netlinkProtocols":
      return context.netlinkProtocols ?? [NETLINK_ROUTE];
    case "deniedIoctls":
      return context.deniedIoctls ?? DENIED_IOCTLS;
  }
}

function contextFact(fact: ContextFact, context: FilterContext): boolean {
  switch (fact) {
    case "hasCapabilities":
      return context.hasCapabilities;
    case "noSignalScope":
      return context.signalScope !== true;
    case "allNamespacesAllowed":
      return (ALL_NAMESPACES & ~(context.allowedNamespaces ?? 0)) === 0;
  }
}
