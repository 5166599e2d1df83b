import { readFileSync } from "node:fs";
import {
  assembleEmulator,
  compileFilter,
  createArena,
  dispatchTable,
  filterContext,
  openPolicy,
  serve,
  SMALL,
  SMALL_SIZE,
} from "@sbx/core";
import type { Control, EventSink, RunFacts, SealedPolicy } from "@sbx/core";
import type { Addon, NativeDoorbell } from "./addon.ts";
import { encodeLaunchConfig } from "./launch-config.ts";
import { launchStepName, STEP_EXEC } from "./launch-step.ts";
import { LinuxKernel } from "./linux-kernel.ts";
import { findNativeFiles, loadAddon } from "./load-addon.ts";
import { MESSAGE, startMonitor, type MonitorLine } from "./monitor-line.ts";
import type { Stage } from "./stage.ts";

/** Landlock's version from which signals can be kept inside (Linux 6.12). */
const SIGNAL_SCOPE_ABI = 6;
const HOW = SMALL + SMALL_SIZE - 64;

/** What to run, and under which policy. */
export interface RunOptions {
  /** The program, looked up on PATH of `environment`, and its arguments. */
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd?: string | undefined;
  /** A policy that `compilePolicy` made. */
  readonly policyImage: Uint8Array;
  readonly stage: Stage;
  /** Denials are reported but the calls go on. @default false */
  readonly dryRun?: boolean;
  /** Ends the run after so many milliseconds. @default never */
  readonly timeoutMs?: number | undefined;
  /** Waits for what the program leaves behind instead of killing it. @default false */
  readonly waitForAll?: boolean;
  readonly onEvent?: EventSink | undefined;
}

/** How a run ended. */
export type RunResult =
  | { readonly kind: "exited"; readonly status: number }
  | { readonly kind: "signaled"; readonly signal: number }
  | { readonly kind: "timeout" }
  | { readonly kind: "exec-failed"; readonly errno: number }
  | { readonly kind: "failed"; readonly stage: string; readonly errno: number; readonly message: string };

/**
 * Runs a program under a policy. The calling thread is the first emulator: it is blocked until the run is over.
 *
 * @throws {NativeLoadError} `ERR_SBX_NATIVE_LOAD` without a native part
 * @throws {MonitorError} `ERR_SBX_MONITOR` where the monitor does not start
 */
export function run(options: RunOptions): RunResult {
  const files = findNativeFiles();
  const addon = loadAddon(files);
  const policy = sealPolicy(addon, options.policyImage);
  const line = startMonitor(addon, files.monitor);
  try {
    const facts = runFacts(addon, line, options);
    line.begin(
      encodeLaunchConfig({
        argv: options.argv,
        environment: options.environment,
        cwd: options.cwd,
        filter: compileFilter(filterContext(policy, facts)),
        stage: options.stage,
        waitForAll: options.waitForAll === true,
        scopeSignals: facts.signalScope,
      }),
    );
    const listener = line.receive();
    if (line.message[0] !== MESSAGE.listener) return endOf(line.message);
    return new Run(addon, line, policy, facts, options).serve(listener);
  } finally {
    line.close();
  }
}

function sealPolicy(addon: Addon, image: Uint8Array): SealedPolicy {
  const sealed = addon.seal(image, new BigUint64Array(2));
  return openPolicy(typeof sealed === "number" ? image : new Uint8Array(sealed));
}

function runFacts(addon: Addon, line: MonitorLine, options: RunOptions): RunFacts {
  const status = readFileSync("/proc/self/status", "latin1");
  const effective = /^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? "1";
  return {
    arch: process.arch === "arm64" ? "arm64" : "x64",
    protectedPids: [process.pid, line.pid],
    uid: process.geteuid?.() ?? 0,
    gid: process.getegid?.() ?? 0,
    umask: process.umask(),
    dryRun: options.dryRun === true,
    hasCapabilities: BigInt(`0x${effective}`) !== 0n,
    signalScope: addon.landlockAbi() >= SIGNAL_SCOPE_ABI,
  };
}

/** Reads what the monitor says of the end. */
function endOf(message: Int32Array): RunResult {
  const [type = 0, a = 0, b = 0] = message;
  if (type === MESSAGE.exited) return { kind: "exited", status: a };
  if (type === MESSAGE.signaled) return { kind: "signaled", signal: a };
  if (type === MESSAGE.failed && a === STEP_EXEC) return { kind: "exec-failed", errno: b };
  if (type === MESSAGE.failed) {
    return { kind: "failed", stage: launchStepName(a), errno: b, message: `${launchStepName(a)} failed` };
  }
  return { kind: "failed", stage: "monitor", errno: 0, message: "the monitor ended before the program did" };
}

/** The part of a run in which the program lives. */
class Run implements Control {
  readonly #addon: Addon;
  readonly #line: MonitorLine;
  readonly #policy: SealedPolicy;
  readonly #facts: RunFacts;
  readonly #options: RunOptions;
  readonly #message: Int32Array = new Int32Array(4);
  readonly #sleeper: Int32Array = new Int32Array(new SharedArrayBuffer(4));
  #doorbell: NativeDoorbell | undefined;
  #result: RunResult | undefined;

  constructor(addon: Addon, line: MonitorLine, policy: SealedPolicy, facts: RunFacts, options: RunOptions) {
    this.#addon = addon;
    this.#line = line;
    this.#policy = policy;
    this.#facts = facts;
    this.#options = options;
  }

  serve(listener: number): RunResult {
    const addon = this.#addon;
    addon.preferSameCpu(listener);
    addon.guardSelf(this.#line.message[1] ?? 0);
    addon.unshareDirectories();
    const arena = createArena();
    const kernel = new LinuxKernel(addon, listener, arena, dispatchTable(this.#facts.arch).pathArguments, HOW);
    const emulator = assembleEmulator({
      kernel,
      policy: this.#policy,
      facts: this.#facts,
      umaskChanged: new Int32Array(new SharedArrayBuffer(4)),
      sink: this.#options.onEvent ?? (() => undefined),
      now: Date.now,
      exit: (status) => {
        this.#result = { kind: "exited", status };
      },
    });
    this.#doorbell = new addon.Doorbell(this.#line.control, this.#options.timeoutMs ?? 0);
    this.#line.acknowledge();
    const error = serve(emulator, this);
    this.#doorbell.stop();
    kernel.close(listener);
    if (this.#result !== undefined) return this.#result;
    return { kind: "failed", stage: "receive", errno: -error, message: "receiving notifications failed" };
  }

  check(): boolean {
    while (this.#doorbell?.take(this.#message) === true) {
      const [type] = this.#message;
      if (type === MESSAGE.stopped) this.#addon.stopSelf();
      else if (type === MESSAGE.timeout) this.#result = { kind: "timeout" };
      else if (type !== MESSAGE.continued && this.#result === undefined) this.#result = endOf(this.#message);
    }
    return this.#result !== undefined;
  }

  pause(): void {
    Atomics.wait(this.#sleeper, 0, 0, 1);
  }
}
