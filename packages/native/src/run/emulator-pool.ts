import { readSync } from "node:fs";
import type { EventSink, RunFacts } from "@sbx/core";
import type { Addon, NativeSyscaller } from "../addon.ts";
import { syscallNumbers } from "../numbers.ts";
import { readEvent, SHARED, WORKER_ARGUMENT, type WorkerTask } from "./emulator-worker.ts";

/** What workers need to know of the run. */
export interface PoolOptions {
  readonly addon: Addon;
  readonly listener: number;
  readonly image: BigUint64Array;
  readonly imageLength: number;
  readonly facts: RunFacts;
  readonly umaskChanged: Int32Array;
  readonly sink: EventSink;
  /** The module that a worker runs; it calls `serveAsWorker`. */
  readonly module: string | URL;
}

const READ_SIZE = 64 * 1024;
const STOP_ROUNDS = 500;
/** What was read of the log is given back in pieces of this size. */
const GIVEN_BACK = 1024 * 1024;
/** FALLOC_FL_KEEP_SIZE and FALLOC_FL_PUNCH_HOLE. */
const PUNCH_HOLE = 3;
const LENGTH_AT = 16;

/** The emulators beside the main thread: started one by one while requests queue up, one a CPU at most. */
export class EmulatorPool {
  /** Rings the doorbell when a worker has something to tell. */
  readonly wake: number;
  readonly #options: PoolOptions;
  readonly #log: number;
  #image: BigUint64Array;
  #imageLength: number;
  readonly #shared: Int32Array = new Int32Array(new SharedArrayBuffer(4 * SHARED.words));
  readonly #threads: BigUint64Array[] = [];
  #most: number | undefined;
  readonly #syscaller: NativeSyscaller;
  readonly #range: BigUint64Array = new BigUint64Array(4);
  #read = 0;
  #givenBack = 0;
  #rest = "";

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#image = options.image;
    this.#imageLength = options.imageLength;
    this.wake = options.addon.createWake();
    this.#log = options.addon.createLog();
    this.#syscaller = new options.addon.Syscaller(this.#range.buffer as ArrayBuffer);
  }

  /** Emulators that start from now on use another image. */
  use(image: BigUint64Array, length: number): void {
    this.#image = image;
    this.#imageLength = length;
  }

  /**
   * Calls those that rest, or starts another emulator, if there is a CPU for it. It serves some 25 ms later; until then
   * nothing is different.
   */
  grow(): void {
    if (Atomics.load(this.#shared, SHARED.resting) > 0) return this.#call();
    // Asked for only now, as the worker below: most runs need none, and start-up counts.
    this.#most ??= process.getBuiltinModule("node:os").availableParallelism() - 1;
    if (this.#threads.length >= this.#most || this.#log < 0 || this.wake < 0) return;
    const thread = new BigUint64Array(new SharedArrayBuffer(8));
    const { listener, facts, umaskChanged, module } = this.#options;
    const shared = this.#shared;
    const task: WorkerTask = {
      listener,
      image: this.#image,
      imageLength: this.#imageLength,
      facts,
      umaskChanged,
      shared,
      thread,
      log: this.#log,
      wake: this.wake,
    };
    const { Worker } = process.getBuiltinModule("node:worker_threads");
    const worker = new Worker(module, {
      workerData: { sbxEmulator: task },
      argv: [WORKER_ARGUMENT],
      env: {},
      execArgv: [],
    });
    worker.unref();
    this.#threads.push(thread);
  }

  #call(): void {
    Atomics.add(this.#shared, SHARED.work, 1);
    Atomics.notify(this.#shared, SHARED.work);
  }

  /** Passes on what workers have reported; the status that a rule ended the run with, if one did. */
  drain(): number | undefined {
    const buffer = Buffer.alloc(READ_SIZE);
    for (;;) {
      const length = readSync(this.#log, buffer, 0, READ_SIZE, this.#read);
      if (length === 0) break;
      this.#read += length;
      const lines = (this.#rest + buffer.toString("latin1", 0, length)).split("\n");
      this.#rest = lines.pop() ?? "";
      for (const line of lines) this.#options.sink(readEvent(line));
    }
    this.#giveBack();
    const asked = Atomics.load(this.#shared, SHARED.exit);
    return asked === 0 ? undefined : asked - 1;
  }

  /** The log is memory: a program that has calls refused all the time must not fill it. */
  #giveBack(): void {
    if (this.#read - this.#givenBack < GIVEN_BACK) return;
    this.#range[LENGTH_AT / 8] = BigInt(this.#read);
    const { fallocate } = syscallNumbers(process.arch);
    this.#syscaller.call(fallocate, (2 << 4) | (2 << 6), this.#log, PUNCH_HOLE, LENGTH_AT + 8, LENGTH_AT);
    this.#givenBack = this.#read;
  }

  /** Ends the workers: a thread in a native wait sees nothing but a signal. */
  stop(): void {
    Atomics.store(this.#shared, SHARED.stop, 1);
    this.#call();
    for (let round = 0; round < STOP_ROUNDS; round++) {
      const stopped = Atomics.load(this.#shared, SHARED.stopped);
      if (stopped >= this.#threads.length) break;
      for (const thread of this.#threads) if (thread[0] !== 0n) this.#options.addon.interruptThread(thread);
      Atomics.wait(this.#shared, SHARED.stopped, stopped, 2);
    }
    this.drain();
  }
}
