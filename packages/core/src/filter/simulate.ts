import {
  AND,
  DATA_ARCH,
  DATA_ARGS,
  DATA_NR,
  INSTRUCTION_SIZE,
  JUMP,
  JUMP_ABOVE,
  JUMP_ANY_BIT,
  JUMP_AT_LEAST,
  JUMP_EQUAL,
  LOAD,
  RETURN,
  RET_ACTION_FULL,
  RET_ALLOW,
  RET_DATA,
  RET_ERRNO,
  RET_KILL_PROCESS,
  RET_USER_NOTIF,
} from "./bpf.ts";

/** A call as the kernel shows it to a filter (`struct seccomp_data`). */
export interface SimulatedCall {
  /** `AUDIT_ARCH_…` */
  readonly arch: number;
  readonly nr: number;
  readonly ip?: bigint;
  readonly args: readonly bigint[];
}

/** What a filter says to a call. */
export interface SimulatedResult {
  readonly action: "allow" | "errno" | "notify" | "kill";
  readonly errno?: number;
  /** Instructions that were executed. */
  readonly steps: number;
  /** Whether the kernel can cache the verdict: no argument was loaded on the way. */
  readonly cacheable: boolean;
}

/**
 * Runs a compiled filter as the kernel's interpreter does.
 *
 * @throws RangeError for what `seccomp_check_filter` would not have let in
 */
export function simulate(program: Uint8Array, call: SimulatedCall): SimulatedResult {
  const code = new DataView(program.buffer, program.byteOffset, program.byteLength);
  const data = seccompData(call);
  let accumulator = 0;
  let cacheable = true;
  let steps = 0;
  for (let at = 0; at + INSTRUCTION_SIZE <= program.byteLength; at += INSTRUCTION_SIZE) {
    const opcode = code.getUint16(at, true);
    const k = code.getUint32(at + 4, true);
    steps++;
    if (opcode === RETURN) return { ...actionOf(k), steps, cacheable };
    if (opcode === LOAD) {
      if (k % 4 !== 0) throw new RangeError(`offset ${k} is not a multiple of 4`);
      accumulator = data.getUint32(k, true);
      cacheable &&= k < 8;
    } else if (opcode === AND) accumulator = (accumulator & k) >>> 0;
    else if (opcode === JUMP) at += k * INSTRUCTION_SIZE;
    else at += code.getUint8(at + (holds(opcode, accumulator, k) ? 2 : 3)) * INSTRUCTION_SIZE;
  }
  throw new RangeError("the program ends without a return");
}

function holds(opcode: number, accumulator: number, k: number): boolean {
  switch (opcode) {
    case JUMP_EQUAL:
      return accumulator === k;
    case JUMP_ABOVE:
      return accumulator > k;
    case JUMP_AT_LEAST:
      return accumulator >= k;
    case JUMP_ANY_BIT:
      return (accumulator & k) !== 0;
    default:
      throw new RangeError(`instruction 0x${opcode.toString(16)} is not used by our filters`);
  }
}

function actionOf(value: number): { readonly action: SimulatedResult["action"]; readonly errno?: number } {
  switch ((value & RET_ACTION_FULL) >>> 0) {
    case RET_ALLOW:
      return { action: "allow" };
    case RET_USER_NOTIF:
      return { action: "notify" };
    case RET_ERRNO:
      return { action: "errno", errno: value & RET_DATA };
    case RET_KILL_PROCESS:
      return { action: "kill" };
    default:
      throw new RangeError(`result 0x${value.toString(16)} is not used by our filters`);
  }
}

function seccompData(call: SimulatedCall): DataView {
  const view = new DataView(new ArrayBuffer(DATA_ARGS + 6 * 8));
  view.setUint32(DATA_NR, call.nr >>> 0, true);
  view.setUint32(DATA_ARCH, call.arch, true);
  view.setBigUint64(8, BigInt.asUintN(64, call.ip ?? 0n), true);
  for (let index = 0; index < 6; index++)
    view.setBigUint64(DATA_ARGS + index * 8, BigInt.asUintN(64, call.args[index] ?? 0n), true);
  return view;
}
