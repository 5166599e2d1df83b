/** What the compiled part offers; `src/*.cc` says what each function does. */
export interface Addon {
  readonly Notify: new (listener: number, arena: ArrayBuffer, pathArguments: Uint8Array) => NativeNotify;
  readonly Syscaller: new (arena: ArrayBuffer) => NativeSyscaller;
  readonly Doorbell: new (control: number, timeoutMilliseconds: number, wake: number) => NativeDoorbell;
  startMonitor(path: string, out: Int32Array): number;
  receiveMessage(control: number, out: Int32Array): number;
  preferSameCpu(listener: number): number;
  guardSelf(program: number): number;
  unshareDirectories(): number;
  raiseSignal(signal: number): number;
  stopSelf(): number;
  /** An eventfd; whoever writes a 64-bit number to it rings the doorbell that watches it. */
  createWake(): number;
  /** A file in memory that is appended to. */
  createLog(): number;
  /** The calling thread, for `interruptThread`. */
  currentThread(out: BigUint64Array): number;
  /** Ends the wait in which a thread is. */
  interruptThread(thread: BigUint64Array): number;
  reapMonitor(pid: number): number;
  landlockAbi(): number;
  exitNow(status: number): never;
  writeTerminal(fd: number, text: string, limitMilliseconds: number): boolean;
  seal(bytes: Uint8Array, out: BigUint64Array): ArrayBuffer | number;
  viewSealed(address: BigUint64Array, length: number): ArrayBuffer;
}

export interface NativeNotify {
  receive(): number;
  valid(): number;
  answer(value: number): number;
  answerError(errno: number): number;
  continueCall(): number;
  addDescriptor(fd: number, flags: number, descriptorFlags: number, target: number): number;
  read(argument: number, delta: number, length: number, to: number): number;
  readString(addressAt: number, to: number, max: number): number;
  write(argument: number, delta: number, from: number, length: number): number;
  openAndAnswer(
    dir: number,
    path: number,
    flags: number,
    mode: number,
    types: number,
    cloexec: number,
    judged: number,
  ): number;
  statAndAnswer(dir: number, path: number, open: number, flags: number, mask: number, argument: number): number;
  openLater(
    dir: number,
    path: number,
    flags: number,
    mode: number,
    resolve: number,
    cloexec: number,
    umask: number,
  ): number;
  connectLater(socket: number, address: number, length: number, pinned: number): number;
  bindBeneath(fd: number, address: number, length: number, from: number, beneath: number, umask: number): number;
  sendMessage(socket: number, block: number): number;
  receiveMessage(socket: number, block: number): number;
  park(fd: number, events: number, timeout: number, progress: number): number;
  progress(): number;
}

export interface NativeSyscaller {
  /** `kinds`: two bits an argument, 0 integer, 1 offset into the arena, 2 offset of a 64-bit number. */
  call(nr: number, kinds: number, a0?: number, a1?: number, a2?: number, a3?: number, a4?: number, a5?: number): number;
}

export interface NativeDoorbell {
  /** Whether a message was waiting; `out` gets its type and three numbers. */
  take(out: Int32Array): boolean;
  /** Waits for a message, a millisecond at most. */
  pause(): void;
  stop(): void;
}
