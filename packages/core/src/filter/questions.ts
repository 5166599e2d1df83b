import type { Assembler, Label, Targets } from "./assembler.ts";
import { AND, DATA_ARGS, JUMP_ABOVE, JUMP_ANY_BIT, JUMP_EQUAL, LOAD } from "./bpf.ts";
import type { Question } from "./decision.ts";

/** From how many values on a search by halves is shorter than asking for one after the other. */
const SEARCH_FROM = 5;

/** Emits a question about an argument. Only the half (or the bits) that the kernel keeps are looked at. */
export function emitQuestion(asm: Assembler, question: Question, targets: Targets): Label {
  const { yes, no } = "negated" in question && question.negated ? { yes: targets.no, no: targets.yes } : targets;
  if (question.bits === 64) return emitWide(asm, question, { yes, no });
  const kept = question.bits === 16 ? 0xffff : 0xffffffff;
  switch (question.ask) {
    case "anyOf":
      asm.branch(JUMP_ANY_BIT, question.mask & kept, { yes, no });
      return load(asm, question.arg, "low");
    case "above":
      asm.branch(JUMP_ABOVE, question.limit, { yes, no });
      return load(asm, question.arg, "low", kept);
    case "in":
      emitSearch(
        asm,
        question.values.map(Number).sort((a, b) => a - b),
        { yes, no },
      );
      return load(asm, question.arg, "low", ((question.mask ?? kept) & kept) >>> 0);
  }
}

/** Emits a search in sorted values for what A holds. */
export function emitSearch(asm: Assembler, values: readonly number[], { yes, no }: Targets): Label {
  if (values.length >= SEARCH_FROM) {
    const middle = values.length >> 1;
    const upper = emitSearch(asm, values.slice(middle), { yes, no });
    const lower = emitSearch(asm, values.slice(0, middle), { yes, no });
    return asm.branch(JUMP_ABOVE, values[middle - 1] ?? 0, { yes: upper, no: lower });
  }
  let next = no;
  for (const value of values.toReversed()) next = asm.branch(JUMP_EQUAL, value, { yes, no: next });
  return next;
}

/** The few questions about whole registers: both halves are looked at. */
function emitWide(asm: Assembler, question: Question, { yes, no }: Targets): Label {
  if (question.ask === "above") {
    asm.branch(JUMP_ABOVE, question.limit, { yes, no });
    const low = load(asm, question.arg, "low");
    asm.branch(JUMP_EQUAL, 0, { yes: low, no: yes });
    return load(asm, question.arg, "high");
  }
  if (question.ask !== "in" || question.mask !== undefined)
    throw new TypeError("bits of a 64-bit argument cannot be asked for");
  let next = no;
  for (const value of question.values.toReversed()) {
    asm.branch(JUMP_EQUAL, Number(value & 0xffffffffn), { yes, no: next });
    const low = load(asm, question.arg, "low");
    asm.branch(JUMP_EQUAL, Number(value >> 32n), { yes: low, no: next });
    next = load(asm, question.arg, "high");
  }
  return next;
}

function load(asm: Assembler, arg: number, half: "low" | "high", mask = 0xffffffff): Label {
  if (mask !== 0xffffffff) asm.step(AND, mask);
  return asm.step(LOAD, DATA_ARGS + arg * 8 + (half === "high" ? 4 : 0));
}
