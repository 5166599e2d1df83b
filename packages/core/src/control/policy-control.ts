import { ERRNO } from "../abi/index.ts";
import type { Kernel } from "../kernel.ts";
import { processOf } from "../lookup/proc-links.ts";
import { changePolicy, compilePolicy, PolicyError, PROFILE_NAMES, unsupportedFeatures } from "../policy/index.ts";
import type { Policy, PolicyContext } from "../policy/index.ts";
import { startTimeOf } from "./start-time.ts";
import { linksOfState, modeOfState } from "./state-bits.ts";
import { stateText, type StateFile } from "./state-text.ts";

/** A policy that can be changed, or read, while its program runs. */
export interface RuntimePolicy {
  readonly policy: Policy;
  /** What commands see; without files, which they may not name. */
  readonly context: PolicyContext;
  /** The program's first process: in the state `exec` it alone gives commands. */
  readonly firstProcess: number;
  /** Puts an image where emulators read it; the last one there will be is to be sealed. */
  readonly keep: (image: Uint8Array, which: "next" | "last") => Uint8Array;
  /** Is told of the policy that a command has made. */
  readonly changed?: ((policy: Policy) => void) | undefined;
}

/** What a control does to the emulator that it belongs to. */
export interface ControlledEmulator {
  /** Goes on by another image from the next call on. */
  replace(image: Uint8Array): void;
  /** Answers every call from the next on with ENOSYS. */
  desert(): void;
  exit(status: number): void;
  /** Tells of a command that was refused, or that has not the whole effect. */
  tell(errno: number, context: string, tip: string): void;
}

const SWITCH_WITHOUT_VALUE = /^sandbox\/[^:]+:$/;

/** Exit status of the command `panic`. */
const PANIC_STATUS = 127;

/** Carries out commands of the program to its own policy, as far as the lock lets it. */
export class PolicyControl {
  readonly #runtime: RuntimePolicy;
  readonly #started: string;
  #policy: Policy;

  constructor(runtime: RuntimePolicy, kernel: Kernel) {
    this.#runtime = runtime;
    this.#policy = runtime.policy;
    this.#started = startTimeOf(kernel, runtime.firstProcess);
  }

  /** Whether commands can only make the policy stricter. */
  get narrows(): boolean {
    return this.#policy.lock === "drop";
  }

  /** Whether the policy can neither be changed nor read any more. */
  get isClosed(): boolean {
    const { lock } = this.#policy;
    return lock === undefined || lock === "on" || lock === "ipc";
  }

  /** What is switched on: see {@link modeOfState} and {@link linksOfState}. */
  get mode(): number {
    return modeOfState(this.#policy);
  }

  get links(): bigint {
    return linksOfState(this.#policy);
  }

  /** The text of a file in which the policy shows itself. */
  text(file: StateFile): string {
    return stateText(this.#policy, file);
  }

  /** Whether a thread may give commands. */
  mayCommand(kernel: Kernel, thread: number): boolean {
    const { lock } = this.#policy;
    return lock === "off" || lock === "drop" || (lock === "exec" && this.#isFirst(kernel, thread));
  }

  /** Whether a thread may read the policy. */
  mayRead(kernel: Kernel, thread: number): boolean {
    const { lock } = this.#policy;
    return lock === "off" || lock === "read" || (lock === "exec" && this.#isFirst(kernel, thread));
  }

  /** A number may be given to another process when the first one has ended: the time of its start tells them apart. */
  #isFirst(kernel: Kernel, thread: number): boolean {
    const { firstProcess } = this.#runtime;
    if (processOf(kernel, thread) !== firstProcess || this.#started === "") return false;
    return startTimeOf(kernel, firstProcess) === this.#started;
  }

  /** Carries a command out: 0 or `-errno`. */
  command(text: string, emulator: ControlledEmulator): number {
    try {
      return this.#carryOut(text, emulator);
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      if (error.errno !== ERRNO.ENOENT) emulator.tell(error.errno, "configure_sandbox", `${text}: ${error.message}`);
      return -error.errno;
    }
  }

  #carryOut(text: string, emulator: ControlledEmulator): number {
    if (text === "ghost") return this.#ghost(emulator);
    if (text === "panic") {
      emulator.exit(PANIC_STATUS);
      return 0;
    }
    if (text.startsWith("load/") && PROFILE_NAMES.includes(text.slice("load/".length))) return -ERRNO.EBUSY;
    if (SWITCH_WITHOUT_VALUE.test(text)) return -ERRNO.ENOENT;
    const { policy, answer } = changePolicy(this.#policy, text, this.#runtime.context);
    if (answer !== undefined) return answer ? 0 : -ERRNO.ENOENT;
    this.#tellMissing(policy, emulator, text);
    this.#policy = policy;
    this.#runtime.changed?.(policy);
    const last = this.isClosed || policy.lock === "read";
    emulator.replace(this.#runtime.keep(compilePolicy(policy), last ? "last" : "next"));
    return 0;
  }

  /** The supervisor leaves: nothing that it served works any more. */
  #ghost(emulator: ControlledEmulator): number {
    this.#policy = this.#policy.clone();
    this.#policy.lock = "on";
    emulator.desert();
    emulator.tell(0, "confine", "no call is served any more");
    return 0;
  }

  /** A command that asks for what is not built is carried out as far as it goes, but not in silence. */
  #tellMissing(next: Policy, emulator: ControlledEmulator, text: string): void {
    const before = new Set(unsupportedFeatures(this.#policy).map(({ name }) => name));
    const missing = unsupportedFeatures(next).find(({ name, severity }) => severity === "refuse" && !before.has(name));
    if (missing !== undefined) emulator.tell(0, "configure_sandbox", `${text}: ${missing.message}`);
  }
}
