import { writeSync } from "node:fs";
import { assembleEmulator, createArena, dispatchTable, openPolicy, serve, SMALL, SMALL_SIZE } from "@sbx/core";
import type { Control, DenialEvent, RunFacts } from "@sbx/core";
import { findNativeFiles, loadAddon } from "../load-addon.ts";
import { LinuxKernel } from "../linux-kernel.ts";

/** What an emulator worker is told. */
export interface WorkerTask {
  readonly listener: number;
  /** The sealed image: address, length. */
  readonly image: BigUint64Array;
  readonly imageLength: number;
  readonly facts: RunFacts;
  readonly umaskChanged: Int32Array;
  /** Words: see `SHARED`. */
  readonly shared: Int32Array;
  /** Where the thread's handle goes. */
  readonly thread: BigUint64Array;
  /** Events go here as JSON lines, and `wake` is rung. */
  readonly log: number;
  readonly wake: number;
}

/** Words that main thread and workers share. */
export const SHARED = {
  /** Not 0: stop. */
  stop: 0,
  /** Number of workers that have stopped. */
  stopped: 1,
  /** Exit status + 1 that a rule asked for. */
  exit: 2,
  /** Changes when those that rest are to serve again. */
  work: 3,
  /** Number of workers that rest. */
  resting: 4,
  words: 5,
} as const;

const HOW = SMALL + SMALL_SIZE - 64;
const ONE = new Uint8Array(new BigUint64Array([1n]).buffer);

/** Writes an event so that it can be read back by `readEvent`. */
export function writeEvent(event: DenialEvent): string {
  const path = event.path === undefined ? {} : { path: Buffer.from(event.path).toString("latin1") };
  return `${JSON.stringify({ ...event, ...path })}\n`;
}

/** Reads an event that `writeEvent` wrote. */
export function readEvent(line: string): DenialEvent {
  const event = JSON.parse(line) as DenialEvent & { readonly path?: unknown };
  return typeof event.path === "string" ? { ...event, path: Buffer.from(event.path, "latin1") } : event;
}

/** Serves until it is told to stop. */
export function serveAsWorker(task: WorkerTask): void {
  const addon = loadAddon(findNativeFiles());
  addon.currentThread(task.thread);
  addon.unshareDirectories();
  const arena = createArena();
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  const kernel = new LinuxKernel(addon, task.listener, arena, dispatchTable(task.facts.arch).pathArguments, HOW);
  const emulator = assembleEmulator({
    kernel,
    policy: openPolicy(new Uint8Array(addon.viewSealed(task.image, task.imageLength))),
    facts: task.facts,
    umaskChanged: task.umaskChanged,
    sink: (event) => {
      writeSync(task.log, writeEvent(event));
      writeSync(task.wake, ONE);
    },
    now: Date.now,
    exit: (status) => {
      Atomics.store(task.shared, SHARED.exit, status + 1);
      writeSync(task.wake, ONE);
    },
  });
  const control: Control = {
    check: () => Atomics.load(task.shared, SHARED.stop) !== 0,
    pause: () => void Atomics.wait(sleeper, 0, 0, 1),
    overloaded: () => undefined,
    calm: () => rest(task.shared),
  };
  serve(emulator, control);
  Atomics.add(task.shared, SHARED.stopped, 1);
  Atomics.notify(task.shared, SHARED.stopped);
}

/** Waits until the main thread wants help again. */
function rest(shared: Int32Array): void {
  const before = Atomics.load(shared, SHARED.work);
  if (Atomics.load(shared, SHARED.stop) !== 0) return;
  Atomics.add(shared, SHARED.resting, 1);
  Atomics.wait(shared, SHARED.work, before);
  Atomics.sub(shared, SHARED.resting, 1);
}

/** Argument by which a module learns, before it loads anything, that it was started as an emulator. */
export const WORKER_ARGUMENT = "--sbx-emulator";

/** The task of a thread that was started as an emulator. */
export const workerTask = (): WorkerTask | undefined =>
  (process.getBuiltinModule("node:worker_threads").workerData as { readonly sbxEmulator?: WorkerTask } | undefined)
    ?.sbxEmulator;
