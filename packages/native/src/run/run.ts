import { closeSync, readFileSync } from "node:fs";
import {
  assembleEmulator,
  compileFilter,
  createArena,
  createSharedWords,
  dispatchTable,
  filterContext,
  openPolicy,
  serve,
  SMALL,
  SMALL_SIZE,
} from "@sbx/core";
import type { Control, EventSink, Kernel, PolicyAccess, PolicyControl, RunFacts } from "@sbx/core";
import type { RuntimePolicy, SealedPolicy } from "@sbx/core";
import type { Addon, NativeDoorbell } from "../addon.ts";
import { EmulatorPool } from "./emulator-pool.ts";
import { encodeLaunchConfig } from "../monitor/launch-config.ts";
import { launchStepName, STEP_EXEC } from "../monitor/launch-step.ts";
import { LinuxKernel } from "../linux-kernel.ts";
import { findNativeFiles, loadAddon } from "../load-addon.ts";
import { otherProcMounts } from "./proc-mounts.ts";
import { MESSAGE, startMonitor, type MonitorLine } from "../monitor/monitor-line.ts";
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
  /** Where the program may change or read its policy: what it is made of. @default the policy is locked */
  readonly runtimePolicy?: OpenPolicy | undefined;
  readonly stage: Stage;
  /** Denials are reported but the calls go on. @default false */
  readonly dryRun?: boolean;
  /** Ends the run after so many milliseconds. @default never */
  readonly timeoutMs?: number | undefined;
  /** Waits for what the program leaves behind instead of killing it. @default false */
  readonly waitForAll?: boolean;
  readonly onEvent?: EventSink | undefined;
  /** Path of the module that further emulator threads run: it calls `serveAsWorker`. @default none: the calling thread is alone */
  readonly workerModule?: string | undefined;
}

/** A policy that is not locked. */
export interface OpenPolicy extends Pick<RuntimePolicy, "policy" | "context" | "changed"> {
  /** Makes what carries commands out: most runs have none, and load none. */
  readonly control: (runtime: RuntimePolicy, kernel: Kernel) => PolicyControl;
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
  const sealed = sealImage(addon, options.policyImage);
  const policy = openPolicy(sealed.bytes);
  const line = startMonitor(addon, files.monitor);
  let listener = -1;
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
        limitMs: options.timeoutMs,
      }),
    );
    listener = line.receive();
    if (line.message[0] !== MESSAGE.listener) return endOf(line.message);
    return new Run({ addon, line, policy, sealed, facts, options }).serve(listener);
  } finally {
    line.close();
    // Last: a program whose listener goes away goes on, with ENOSYS.
    if (listener >= 0) closeSync(listener);
  }
}

/** An image in memory that cannot be written any more, and where it lies. */
interface SealedImage {
  readonly bytes: Uint8Array;
  readonly address: BigUint64Array;
}

function sealImage(addon: Addon, image: Uint8Array): SealedImage {
  const address = new BigUint64Array(new SharedArrayBuffer(16));
  const sealed = addon.seal(image, address);
  if (typeof sealed === "number") throw new Error(`no memory for the policy (errno ${-sealed})`);
  return { bytes: new Uint8Array(sealed), address };
}

function runFacts(addon: Addon, line: MonitorLine, options: RunOptions): RunFacts {
  const status = readFileSync("/proc/self/status", "latin1");
  const effective = /^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? "1";
  return {
    arch: process.arch === "arm64" ? "arm64" : "x64",
    protectedPids: [process.pid, line.pid],
    uid: process.geteuid?.() ?? 0,
    gid: process.getegid?.() ?? 0,
    absentDirectories: otherProcMounts(),
    protectedSymlinks: readFileSync("/proc/sys/fs/protected_symlinks", "latin1").startsWith("1"),
    umask: process.umask(),
    dryRun: options.dryRun === true,
    hasCapabilities: BigInt(`0x${effective}`) !== 0n,
    signalScope: addon.landlockAbi() >= SIGNAL_SCOPE_ABI,
    policyAccess: policyAccess(options),
  };
}

function policyAccess({ runtimePolicy }: RunOptions): PolicyAccess {
  if (runtimePolicy === undefined) return "nothing";
  return runtimePolicy.policy.lock === "read" ? "read" : "change";
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

interface RunParts {
  readonly addon: Addon;
  readonly line: MonitorLine;
  readonly policy: SealedPolicy;
  readonly sealed: SealedImage;
  readonly facts: RunFacts;
  readonly options: RunOptions;
}

/** The part of a run in which the program lives. */
class Run implements Control {
  readonly #parts: RunParts;
  readonly #message: Int32Array = new Int32Array(4);
  readonly #umaskChanged: Int32Array = createSharedWords();
  readonly #sink: EventSink;
  #doorbell: NativeDoorbell | undefined;
  #pool: EmulatorPool | undefined;
  #control: PolicyControl | undefined;
  #result: RunResult | undefined;

  constructor(parts: RunParts) {
    this.#parts = parts;
    this.#sink = parts.options.onEvent ?? (() => undefined);
  }

  serve(listener: number): RunResult {
    const { addon, line, policy, facts, options } = this.#parts;
    const program = line.message[1] ?? 0;
    addon.preferSameCpu(listener);
    addon.guardSelf(program);
    addon.unshareDirectories();
    const kernel = new LinuxKernel(addon, listener, createArena(), dispatchTable(facts.arch).pathArguments, HOW);
    this.#control = this.#makeControl(kernel, program);
    const emulator = assembleEmulator({
      kernel,
      control: this.#control,
      policy,
      facts,
      umaskChanged: this.#umaskChanged,
      sink: this.#sink,
      now: Date.now,
      exit: (status) => {
        this.#result = { kind: "exited", status };
      },
    });
    this.#pool = this.#makePool(listener);
    this.#doorbell = new addon.Doorbell(line.control, options.timeoutMs ?? 0, this.#pool?.wake ?? -1);
    line.acknowledge();
    const error = serve(emulator, this);
    this.#pool?.stop();
    this.#doorbell.stop();
    if (this.#result !== undefined) return this.#result;
    return { kind: "failed", stage: "receive", errno: -error, message: "receiving notifications failed" };
  }

  #makeControl(kernel: LinuxKernel, firstProcess: number): PolicyControl | undefined {
    const { addon, options } = this.#parts;
    if (options.runtimePolicy === undefined) return undefined;
    const keep: RuntimePolicy["keep"] = (image, which) => {
      // Sealed memory stays for good: only the last policy gets some, or commands without end would take all there is.
      if (which === "next") return image;
      const sealed = sealImage(addon, image);
      this.#pool?.use(sealed.address, sealed.bytes.length);
      return sealed.bytes;
    };
    const { control, ...open } = options.runtimePolicy;
    return control({ ...open, firstProcess, keep }, kernel);
  }

  #makePool(listener: number): EmulatorPool | undefined {
    const { addon, sealed, facts, options } = this.#parts;
    if (options.workerModule === undefined) return undefined;
    return new EmulatorPool({
      addon,
      listener,
      image: sealed.address,
      imageLength: sealed.bytes.length,
      facts,
      umaskChanged: this.#umaskChanged,
      sink: this.#sink,
      module: options.workerModule,
    });
  }

  check(): boolean {
    while (this.#doorbell?.take(this.#message) === true) {
      const [type] = this.#message;
      if (type === MESSAGE.stopped) this.#parts.addon.stopSelf();
      else if (type === MESSAGE.timeout) this.#result = { kind: "timeout" };
      else if (type === MESSAGE.woken) this.#drain();
      else if (type !== MESSAGE.continued && this.#result === undefined) this.#result = endOf(this.#message);
    }
    return this.#result !== undefined;
  }

  #drain(): void {
    const status = this.#pool?.drain();
    if (status !== undefined && this.#result === undefined) this.#result = { kind: "exited", status };
  }

  pause(): void {
    this.#doorbell?.pause();
  }

  overloaded(): void {
    // Others would not hear of commands: they start when the policy has been locked.
    if (this.#control === undefined || this.#control.isClosed) this.#pool?.grow();
  }

  /** The main thread always serves. */
  calm(): void {}
}
