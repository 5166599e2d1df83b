import {
  OP_ANY,
  OP_BYTE,
  OP_CLASS,
  OP_DEEP,
  OP_DIRS,
  OP_END,
  OP_FOLD,
  OP_STAR,
  OP_TAIL,
  SLASH,
} from "../pattern/ops.ts";

/** What looking at the code units of a string comes to. */
export type Verdict = typeof NO | typeof YES | typeof UNSURE;
export const NO = 0;
export const YES = 1;
/** There is a choice, or something that is not ASCII: the bytes have to be matched, by a matcher that can go back. */
export const UNSURE = -1;

/** Where the component at `from` ends. */
function componentEnd(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && text.charCodeAt(at) !== SLASH) at++;
  return at;
}

/** Whether `text[from, to)` has no slash. */
export function isComponent(text: string, from: number, to: number): boolean {
  return componentEnd(text, from, to) === to;
}

/** Where the last component of `text[from, to)` begins. */
function lastComponent(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && text.charCodeAt(at - 1) !== SLASH) at--;
  return at;
}

/** Whether a one-byte instruction matches a code unit. */
function matchUnit(code: Int32Array, base: number, op: number, unit: number): Verdict {
  if (op === unit && unit < 0x80) return YES;
  if (op < 0x80) return NO;
  if (op < OP_ANY || unit >= 0x80) return UNSURE;
  let hit: boolean;
  if (op >= OP_CLASS) hit = (code[base + op - OP_CLASS + (unit >>> 5)]! & (1 << (unit & 31))) !== 0;
  else if (op >= OP_FOLD) hit = (unit | 32) === (op & 0xff);
  else hit = op === OP_ANY ? unit !== SLASH : op === OP_BYTE;
  return hit ? YES : NO;
}

/** How many one-byte instructions there are from `p` to the end of the component; −1 if a wildcard is among them. */
function runLength(code: Int32Array, p: number): number {
  for (let at = p; ; at++) {
    const op = code[at]!;
    if (op === SLASH || op === OP_END || op === OP_TAIL) return at - p;
    if (op >= OP_STAR && op < OP_FOLD) return -1;
  }
}

/** Whether the `run` instructions before `p` match the end of `text[from, end)`. */
function matchRun(
  code: Int32Array,
  base: number,
  p: number,
  run: number,
  text: string,
  from: number,
  end: number,
): Verdict {
  // From right to left: as far as all is ASCII, units and bytes are the same distance from the end.
  for (let i = 1; i <= run; i++) {
    if (end - i < from) return NO;
    const verdict = matchUnit(code, base, code[p - i]!, text.charCodeAt(end - i));
    if (verdict !== YES) return verdict;
  }
  return YES;
}

/** Whether the program from `p` on stays inside one component. */
function staysInside(code: Int32Array, p: number): boolean {
  for (let at = p; ; at++) {
    const op = code[at]!;
    if (op === OP_END) return true;
    if (op === SLASH || (op > OP_STAR && op < OP_FOLD)) return false;
  }
}

/**
 * Runs the program at `p` on `text[t, stop)` as long as nothing has a choice: one `*` in a component takes what the rest of it
 * leaves, `**` with its slash goes to the last component if no other can be meant. Most patterns that people write have no
 * choice at all. No unit is looked at more than three times, and no instruction more than twice.
 */
export function matchUnits(code: Int32Array, base: number, p: number, text: string, t: number, stop: number): Verdict {
  let last = false;
  for (;;) {
    const op = code[p]!;
    if (op < 0x80) {
      if (t === stop || text.charCodeAt(t) !== op) return NO;
      p++;
      t++;
    } else if (op === OP_STAR) {
      const run = runLength(code, ++p);
      if (run < 0) return UNSURE;
      const end = last ? stop : componentEnd(text, t, stop);
      p += run;
      const verdict = matchRun(code, base, p, run, text, t, end);
      if (verdict !== YES) return verdict;
      t = end;
    } else if (op === OP_DIRS) {
      if (!staysInside(code, ++p)) return UNSURE;
      t = lastComponent(text, t, stop);
      last = true;
    } else if (op === OP_DEEP) return UNSURE;
    else if (t === stop) return op === OP_END || op === OP_TAIL ? YES : NO;
    else if (op === OP_END) return NO;
    else if (op === OP_TAIL) return text.charCodeAt(t) === SLASH ? YES : NO;
    else {
      const verdict = matchUnit(code, base, op, text.charCodeAt(t));
      if (verdict !== YES) return verdict;
      p++;
      t++;
    }
  }
}
