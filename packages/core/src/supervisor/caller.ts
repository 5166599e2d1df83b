import { ERRNO } from "../abi/index.ts";
import type { Kernel } from "../kernel.ts";
import { statusField } from "../lookup/proc-links.ts";
import type { Call } from "./request/call.ts";
import { UMASK_WORD } from "./shared.ts";
import type { RunIdentity } from "./settings.ts";

/** A flag that all emulators share: whether any task has changed its umask. */
export type SharedFlag = Int32Array;

/**
 * What the calling thread has that we must act with: its umask. Until somebody changes it, it is the launcher's; then it
 * is read for every call that makes something, since threads that share it change it for each other.
 */
export class Caller {
  readonly #kernel: Kernel;
  readonly #call: Call;
  readonly #umaskChanged: SharedFlag;
  readonly #initialUmask: number;
  #ours: number;

  /** The program's user and group: calls that change them are refused. */
  readonly uid: number;
  readonly gid: number;

  constructor(kernel: Kernel, call: Call, umaskChanged: SharedFlag, identity: RunIdentity) {
    this.uid = identity.uid;
    this.gid = identity.gid;
    this.#kernel = kernel;
    this.#call = call;
    this.#umaskChanged = umaskChanged;
    this.#initialUmask = identity.umask;
    this.#ours = -1;
  }

  /** From now on the umask of a task has to be asked for. */
  noteUmaskChange(): void {
    Atomics.store(this.#umaskChanged, UMASK_WORD, 1);
  }

  /** The umask of the calling thread. */
  umask(): number {
    if (Atomics.load(this.#umaskChanged, UMASK_WORD) === 0) return this.#initialUmask;
    const field = statusField(this.#kernel, this.#call.pid, "Umask");
    return field === "" ? 0o777 : Number.parseInt(field, 8);
  }

  /** Makes the caller's umask that of this emulator thread, for the call that follows. */
  adoptUmask(): void {
    const mask = this.umask();
    if (mask === this.#ours) return;
    this.#kernel.umask(mask);
    this.#ours = mask;
  }

  /** 0 while the caller still waits; `-ENOENT` when what was read of it may be another's. */
  stillThere(): number {
    return this.#kernel.valid() === 0 ? 0 : -ERRNO.ENOENT;
  }
}
