import { INSTRUCTION_SIZE, JUMP, MAX_BRANCH, MAX_INSTRUCTIONS, RETURN } from "./bpf.ts";

/** An instruction that was already emitted: a jump can only go there. */
export type Label = number;

/** Where a question leads. */
export interface Targets {
  readonly yes: Label;
  readonly no: Label;
}

/**
 * Builds a program backwards, so that every jump goes to something that exists and distances are known when a jump is emitted.
 * A label is the number of instructions from the end; code that is emitted next runs before.
 */
export class Assembler {
  readonly #view = new DataView(new ArrayBuffer(MAX_INSTRUCTIONS * INSTRUCTION_SIZE));
  readonly #returns = new Map<number, Label>();
  #count = 0;

  /** An instruction that goes on with the one emitted before it. */
  step(code: number, k: number): Label {
    return this.#emit(code, k);
  }

  /** A return, an earlier one if it is within the reach of a conditional jump. */
  returns(value: number): Label {
    const earlier = this.#returns.get(value);
    if (earlier !== undefined && this.#distance(earlier) < MAX_BRANCH - 2) return earlier;
    const label = this.#emit(RETURN, value);
    this.#returns.set(value, label);
    return label;
  }

  /** A conditional jump; targets that are too far are reached over an unconditional one. */
  branch(code: number, k: number, { yes, no }: Targets): Label {
    const whenTrue = this.#near(yes);
    const whenFalse = yes === no ? whenTrue : this.#near(no);
    return this.#emit(code, k, this.#distance(whenTrue) | (this.#distance(whenFalse) << 8));
  }

  /** Goes on at a label, without an instruction if it is the next one. */
  goto(label: Label): Label {
    const distance = this.#distance(label);
    return distance === 0 ? label : this.#emit(JUMP, distance);
  }

  /**
   * The program as the kernel takes it: an array of `struct sock_filter`, little endian.
   *
   * @throws RangeError if it is longer than the kernel takes
   */
  toBytes(): Uint8Array {
    const count = this.#count;
    if (count > MAX_INSTRUCTIONS)
      throw new RangeError(`the filter has ${count} instructions, at most ${MAX_INSTRUCTIONS} are possible`);
    return new Uint8Array(this.#view.buffer).slice((MAX_INSTRUCTIONS - count) * INSTRUCTION_SIZE);
  }

  /** Writes an instruction before all others; beyond the kernel's limit it is only counted. */
  #emit(code: number, k: number, targets = 0): Label {
    const label = this.#count++;
    const at = (MAX_INSTRUCTIONS - this.#count) * INSTRUCTION_SIZE;
    if (at >= 0) {
      this.#view.setUint32(at, code | (targets << 16), true);
      this.#view.setUint32(at + 4, k >>> 0, true);
    }
    return label;
  }

  /** Instructions between one that is emitted now and a label. */
  #distance(label: Label): number {
    return this.#count - 1 - label;
  }

  /** The label itself, or a jump to it that a conditional one reaches even after one more instruction. */
  #near(label: Label): Label {
    return this.#distance(label) < MAX_BRANCH ? label : this.#emit(JUMP, this.#distance(label));
  }
}
