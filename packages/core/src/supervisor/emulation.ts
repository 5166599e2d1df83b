import type { ControlledEmulator, PolicyControl } from "../control/policy-control.ts";
import type { Kernel } from "../kernel.ts";
import type { Lookup } from "../lookup/lookup.ts";
import type { Place } from "../lookup/place.ts";
import type { Architecture } from "../abi/index.ts";
import type { Call } from "./request/call.ts";
import type { Caller } from "./caller.ts";
import type { Hardenings } from "./hardenings.ts";
import type { Judge } from "./judge.ts";
import type { Root } from "./root.ts";
import type { Shape } from "./request/shape.ts";
import type { SealedPolicy } from "../policy/index.ts";
import type { SyscallRow } from "../syscalls/row.ts";

/** What a handler works with: the call under way and everything that answers questions about it. One per emulator. */
export interface Emulation {
  readonly kernel: Kernel;
  readonly arch: Architecture;
  readonly policy: SealedPolicy;
  readonly call: Call;
  readonly judge: Judge;
  readonly lookup: Lookup;
  readonly caller: Caller;
  readonly hardenings: Hardenings;
  readonly root: Root;
  /** Commands to the policy, where it takes some or shows itself. */
  readonly control: PolicyControl | undefined;
  /** What commands do to this emulator. */
  readonly commands: ControlledEmulator;
  /** The places of the first and the second path argument. */
  readonly first: Place;
  readonly second: Place;
  /** The row and the shape of the call under way. */
  readonly row: SyscallRow;
  readonly shape: Shape;
}

/** Serves a call: its value, `-errno`, or one of the codes in `result.ts`. Exceptions are the emulator's business. */
export type Handler = (emulation: Emulation) => number;
