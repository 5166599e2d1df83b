import { AUDIT_ARCH, ERRNO, type Architecture } from "../abi/index.ts";
import type { ControlledEmulator, PolicyControl } from "../control/policy-control.ts";
import type { EventSink } from "../events/denial-event.ts";
import type { Kernel } from "../kernel.ts";
import { Lookup } from "../lookup/lookup.ts";
import { makePlaces, type Place } from "../lookup/place.ts";
import type { SealedPolicy } from "../policy/index.ts";
import type { SyscallRow } from "../syscalls/row.ts";
import { ARCH_WORD } from "./request/arena.ts";
import { Call } from "./request/call.ts";
import { Caller, type SharedFlag } from "./caller.ts";
import type { Emulation, Handler } from "./emulation.ts";
import { readHardenings, type Hardenings, type ReadOption } from "./hardenings.ts";
import { Judge } from "./judge.ts";
import { ANSWERED, CONTINUE } from "./request/result.ts";
import { Root } from "./root.ts";
import type { RunIdentity } from "./settings.ts";
import { shapeOf, type Shape } from "./request/shape.ts";

/** What an emulator is made of. */
export interface EmulatorOptions {
  readonly kernel: Kernel;
  readonly arch: Architecture;
  readonly policy: SealedPolicy;
  readonly readOption: ReadOption;
  readonly identity: RunIdentity;
  readonly umaskChanged: SharedFlag;
  /** Rows by number. */
  readonly rows: readonly (SyscallRow | undefined)[];
  /** Who serves a row. */
  readonly handlerOf: (row: SyscallRow) => Handler;
  /** Who answers calls of an architecture or a number that is not served. */
  readonly foreign: Handler;
  readonly sink: EventSink;
  readonly now: () => number;
  /** The action `exit`. */
  readonly exit: (status: number) => void;
  /** Commands to the policy, and what makes the emulator that goes on by another one (or that serves nothing). */
  readonly control?: PolicyControl;
  readonly successor?: (image: Uint8Array | undefined) => Emulator;
}

const UNKNOWN_ROW: SyscallRow = {
  name: "unknown",
  nr: {},
  group: "kernel",
  args: [],
  verdict: "refuse",
  errno: "ENOSYS",
  event: "always",
  note: "no such number",
};

/** Serves requests, one at a time, on the thread that made it. */
export class Emulator implements Emulation {
  readonly kernel: Kernel;
  readonly arch: Architecture;
  readonly policy: SealedPolicy;
  readonly call: Call;
  readonly judge: Judge;
  readonly lookup: Lookup;
  readonly caller: Caller;
  readonly hardenings: Hardenings;
  readonly root: Root;
  readonly control: PolicyControl | undefined;
  readonly commands: ControlledEmulator;
  /** Who serves from the next request on, where a command has changed the policy. */
  successor: Emulator | undefined;
  readonly first: Place;
  readonly second: Place;
  row: SyscallRow = UNKNOWN_ROW;
  shape: Shape = shapeOf(UNKNOWN_ROW);
  readonly #rows: readonly (SyscallRow | undefined)[];
  /** Found when a call comes for the first time: most never come, and the start counts. */
  readonly #shapes: (Shape | undefined)[];
  readonly #handlers: (Handler | undefined)[];
  readonly #handlerOf: (row: SyscallRow) => Handler;
  readonly #foreign: Handler;
  readonly #audit: number;
  #over = false;

  constructor(options: EmulatorOptions) {
    const { kernel, policy, arch, rows } = options;
    this.kernel = kernel;
    this.arch = arch;
    this.policy = policy;
    this.call = new Call(kernel);
    const exit = (status: number): void => {
      this.#over = true;
      options.exit(status);
    };
    this.judge = new Judge({
      policy,
      kernel,
      call: this.call,
      sink: options.sink,
      now: options.now,
      callName: () => this.row.name,
      dryRun: options.identity.dryRun,
      exit,
    });
    this.control = options.control;
    this.commands = {
      replace: (image) => void (this.successor = options.successor?.(image)),
      desert: () => void (this.successor = options.successor?.(undefined)),
      exit,
      tell: (errno, context, tip) => void this.judge.note(errno, context, { tip }),
    };
    this.hardenings = readHardenings(policy, options.readOption, options.identity);
    this.root = new Root(options.umaskChanged);
    this.lookup = new Lookup({
      kernel,
      call: this.call,
      judge: this.judge,
      rules: this.hardenings,
      arch,
      root: this.root,
    });
    this.caller = new Caller(kernel, this.call, options.umaskChanged, options.identity);
    [this.first, this.second] = makePlaces();
    this.#rows = rows;
    this.#shapes = Array.from({ length: rows.length });
    this.#handlers = Array.from({ length: rows.length });
    this.#handlerOf = options.handlerOf;
    this.#foreign = options.foreign;
    this.#audit = AUDIT_ARCH[arch] | 0;
  }

  /**
   * Serves the request in the arena: decides, acts, answers. Never throws; whatever goes wrong is
   * a refusal.
   *
   * @returns false when the action `exit` has ended the run
   */
  serve(): boolean {
    let result: number;
    try {
      result = this.#dispatch();
    } catch (error) {
      result = this.#failed(error);
    }
    // The action `exit` leaves its call unanswered: the program is not to go on.
    if (this.#over) return false;
    if (result >= 0) this.kernel.answer(result);
    else if (result === CONTINUE) this.kernel.continueCall();
    else if (result !== ANSWERED) this.kernel.answerError(-result);
    this.call.release();
    return true;
  }

  #dispatch(): number {
    const { number } = this.call;
    const row = this.#rows[number];
    if (row === undefined || this.kernel.arena.words[ARCH_WORD] !== this.#audit) {
      this.row = UNKNOWN_ROW;
      this.shape = shapeOf(UNKNOWN_ROW);
      return this.#foreign(this);
    }
    this.row = row;
    this.shape = this.#shapes[number] ??= shapeOf(row);
    const handler = (this.#handlers[number] ??= this.#handlerOf(row));
    return handler(this);
  }

  #failed(error: unknown): number {
    const message = error instanceof Error ? `${error.message}` : String(error);
    return this.judge.refuse(ERRNO.EACCES, "internal", { tip: `${this.row.name}: ${message}` });
  }
}
