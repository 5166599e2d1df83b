import { CUT_OFF_WORD, type SharedWords } from "./shared.ts";

/**
 * Where paths begin. A program that changes its root is cut off instead: for the whole run no path leads anywhere any
 * more, as in a root without an entry, because rules speak of the paths of the host.
 */
export class Root {
  readonly #shared: SharedWords;

  constructor(shared: SharedWords) {
    this.#shared = shared;
  }

  get isCutOff(): boolean {
    return Atomics.load(this.#shared, CUT_OFF_WORD) !== 0;
  }

  cutOff(): void {
    Atomics.store(this.#shared, CUT_OFF_WORD, 1);
  }
}
