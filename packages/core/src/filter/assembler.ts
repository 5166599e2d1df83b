import { INSTRUCTION_SIZE, JUMP, MAX_BRANCH, MAX_INSTRUCTIONS, RETURN } from "./bpf.ts";

/** An instruction that was already emitted: a jump can only go there. */
export type Label = number;

interface Instruction {
  readonly code: number;
  readonly whenTrue: number;
  readonly whenFalse: number;
  readonly k: number;
}

/**
 * Builds a program backwards, so that every jump goes to something that exists and distances are known when a jump is emitted.
 * A label is the number of instructions from the end; code that is emitted next runs before.
 */
export class Assembler {
  /** Last instruction first. */
  readonly #reversed: Instruction[] = [];
  readonly #returns = new Map<number, Label>();

  /** An instruction that goes on with the one emitted before it. */
  step(code: number, k: number): Label {
    return this.#emit({ code, whenTrue: 0, whenFalse: 0, k: k >>> 0 });
  }

  /** A return, an earlier one if it is within the reach of a conditional jump. */
  returns(value: number): Label {
    const earlier = this.#returns.get(value);
    if (earlier !== undefined && this.#distance(earlier) < MAX_BRANCH - 2) return earlier;
    const label = this.#emit({ code: RETURN, whenTrue: 0, whenFalse: 0, k: value >>> 0 });
    this.#returns.set(value, label);
    return label;
  }

  /** A conditional jump; targets that are too far are reached over an unconditional one. */
  branch(code: number, k: number, [yes, no]: readonly [Label, Label]): Label {
    const whenTrue = this.#near(yes);
    const whenFalse = yes === no ? whenTrue : this.#near(no);
    return this.#emit({ code, whenTrue: this.#distance(whenTrue), whenFalse: this.#distance(whenFalse), k: k >>> 0 });
  }

  /** Goes on at a label, without an instruction if it is the next one. */
  goto(label: Label): Label {
    const distance = this.#distance(label);
    return distance === 0 ? label : this.#emit({ code: JUMP, whenTrue: 0, whenFalse: 0, k: distance });
  }

  /** The program as the kernel takes it: an array of `struct sock_filter`, little endian. */
  toBytes(): Uint8Array {
    const count = this.#reversed.length;
    if (count > MAX_INSTRUCTIONS)
      throw new RangeError(`the filter has ${count} instructions, at most ${MAX_INSTRUCTIONS} are possible`);
    const bytes = new Uint8Array(count * INSTRUCTION_SIZE);
    const view = new DataView(bytes.buffer);
    for (const [index, instruction] of this.#reversed.toReversed().entries()) {
      const at = index * INSTRUCTION_SIZE;
      view.setUint16(at, instruction.code, true);
      view.setUint8(at + 2, instruction.whenTrue);
      view.setUint8(at + 3, instruction.whenFalse);
      view.setUint32(at + 4, instruction.k, true);
    }
    return bytes;
  }

  #emit(instruction: Instruction): Label {
    return this.#reversed.push(instruction) - 1;
  }

  /** Instructions between one that is emitted now and a label. */
  #distance(label: Label): number {
    return this.#reversed.length - 1 - label;
  }

  /** The label itself, or a jump to it that a conditional one reaches even after one more instruction. */
  #near(label: Label): Label {
    return this.#distance(label) < MAX_BRANCH
      ? label
      : this.#emit({ code: JUMP, whenTrue: 0, whenFalse: 0, k: this.#distance(label) });
  }
}
