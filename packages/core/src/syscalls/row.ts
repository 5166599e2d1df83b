import type { Abi } from "../abi/architecture.ts";
import type { ErrnoName } from "../abi/errno.ts";
import type { Category } from "../policy/category/category.ts";
import type { ArgKindName } from "./arg-kinds.ts";
import type { HandlerName } from "./handler-names.ts";
import type { OptionName } from "./options-table.ts";

/** Where a call belongs, for policies, listings and documentation. */
export type SyscallGroup =
  | "fs"
  | "io"
  | "memory"
  | "process"
  | "signal"
  | "time"
  | "net"
  | "ipc"
  | "id"
  | "namespace"
  | "kernel";

/**
 * Why the reply of a served call stays true after another thread rewrites the caller's memory.
 *
 * - `addfd`: the descriptor of the object that was checked is put into the caller
 * - `emulate`: the call was done for the caller on the object that was checked
 * - `deny`: nothing was done
 * - `continue`: only numbers were judged, so the kernel may do the call itself
 * - `trace`: the kernel does the call and the result is judged before the caller runs again
 */
export type Answer = "addfd" | "emulate" | "deny" | "continue" | "trace";

/** The kernel does the call. */
export interface Allow {
  readonly verdict: "allow";
  readonly note: string;
}

/** The call fails. With `event: "always"` the supervisor is notified, so that the refusal is on record. */
export interface Refuse {
  readonly verdict: "refuse";
  readonly errno: ErrnoName;
  readonly event: "always" | "never";
  /** Only while this hardening is in force. @default always refused */
  readonly hardening?: OptionName;
  /** Only while one of these categories is guarded. @default always refused */
  readonly guards?: readonly Category[];
  readonly note: string;
}

/** The call answers 0 and nothing is done. */
export interface Pretend {
  readonly verdict: "pretend";
  /** Only while this hardening is in force. @default always */
  readonly hardening?: OptionName;
  readonly note: string;
}

/** The supervisor serves the call, if one of the categories is guarded or one of the hardenings is in force. */
export interface Serve {
  readonly verdict: "serve";
  readonly handler: HandlerName;
  readonly answer: Answer;
  /** What the call makes, as rules name it: where they simply allow that, nothing is notified. */
  readonly object?: string;
  /** `always`: whatever the policy guards. */
  readonly guards: readonly Category[] | "always";
  readonly hardenings?: readonly OptionName[];
  readonly note?: string;
}

/** What becomes of a call. One that is not in force (its guards and hardenings are off) is passed over. */
export type Outcome = Allow | Refuse | Pretend | Serve;

/** Values that are known when the filter is compiled. */
export type ContextValues = "protectedPids" | "protectedGroups" | "uid" | "gid" | "netlinkProtocols" | "deniedIoctls";

/** A fact about the run that is known when the filter is compiled. */
export type ContextFact = "hasCapabilities" | "noSignalScope" | "allNamespacesAllowed";

/**
 * A question about the numbers of a call. Only the bits that the kernel keeps of an argument are looked at (see its kind),
 * `mask` narrows them further. `anyOf` and `noneOf` are about bits (without those of `except`), `in` and `notIn` about whole values, negative ones as the kernel
 * sees them.
 */
export type ArgTest =
  | { readonly arg: number; readonly mask?: number; readonly in: readonly number[] | ContextValues }
  | { readonly arg: number; readonly mask?: number; readonly notIn: readonly number[] | ContextValues }
  | { readonly arg: number; readonly anyOf: number; readonly except?: "allowedNamespaces" }
  | { readonly arg: number; readonly noneOf: number; readonly except?: "allowedNamespaces" }
  | { readonly arg: number; readonly above: number | "pipeLimit" }
  | { readonly context: ContextFact };

/** What becomes of a call whose arguments pass every test. */
export type Variant = Outcome & { readonly test: readonly ArgTest[] };

/** A number per ABI that has the call. */
export type SyscallNumbers = Readonly<Partial<Record<Abi, number>>>;

interface Call {
  /** The kernel's name of the entry in its tables. */
  readonly name: string;
  readonly nr: SyscallNumbers;
  readonly group: SyscallGroup;
  readonly args: readonly ArgKindName[];
  /** Decided in order, before the row's own outcome: the first whose tests pass and whose outcome is in force. */
  readonly when?: readonly Variant[];
  /** Allowed under an ABI that is not served, so that a process can end there. @default "refuse" */
  readonly foreign?: "allow";
}

/** One system call. A row's own outcome that is not in force leaves the call to the kernel. */
export type SyscallRow = Call & Outcome;
