/**
 * The language of patterns, written down a second time and as plainly as possible: a set-of-states simulation over the
 * raw pattern. It shares no code with the package and has no fast path.
 */

/** How the oracle reads a pattern. */
export interface OracleOptions {
  readonly pathAware: boolean;
  readonly ignoreCase: boolean;
}

type Step =
  | { readonly kind: "one"; readonly takes: (byte: number) => boolean; readonly slash: boolean }
  | { readonly kind: "star" | "deep" | "dirs" | "tail" | "never" };

const SLASH = 47;

const NAMES: Readonly<Record<string, string>> = {
  alnum: "0-9A-Za-z",
  alpha: "A-Za-z",
  blank: " \\t",
  cntrl: "\\0-\\x1f\\x7f",
  digit: "0-9",
  graph: "!-~",
  lower: "a-z",
  print: " -~",
  punct: "!-/:-@\\[-`{-~",
  space: " \\t-\\r",
  upper: "A-Z",
  xdigit: "0-9A-Fa-f",
};

const upper = (byte: number): number => (byte >= 97 && byte <= 122 ? byte - 32 : byte);
const lower = (byte: number): number => (byte >= 65 && byte <= 90 ? byte + 32 : byte);

/** The members of a class and where it ends; undefined if it is not closed. */
function readClass(
  text: string,
  open: number,
): { end: number; known: boolean; has: (byte: number) => boolean } | undefined {
  const negated = text[open + 1] === "!" || text[open + 1] === "^";
  let rest = text.slice(open + (negated ? 2 : 1));
  const tests: ((byte: number) => boolean)[] = [];
  let known = true;
  let before: number | undefined;
  for (let first = true; ; first = false) {
    if (rest === "") return undefined;
    if (rest[0] === "]" && !first) break;
    const named = /^\[:([^\]]*):\]/.exec(rest);
    const range = before === undefined ? null : /^-(?:\\([^])|([^\]\\]))/.exec(rest);
    const escaped = /^\\([^])/.exec(rest);
    if (named) {
      const name = named[1]!;
      if (Object.hasOwn(NAMES, name)) {
        const set = new RegExp(`[${NAMES[name]}]`);
        tests.push((byte) => byte < 128 && set.test(String.fromCharCode(byte)));
      } else known = false;
      before = undefined;
      rest = rest.slice(named[0].length);
    } else if (range) {
      const from = before!;
      const to = (range[1] ?? range[2])!.charCodeAt(0);
      tests.push((byte) => byte >= from && byte <= to);
      before = undefined;
      rest = rest.slice(range[0].length);
    } else {
      if (rest[0] === "\\" && !escaped) return undefined;
      // A dash and a final backslash cannot be a range: the class is not closed.
      if (before !== undefined && rest === "-\\") return undefined;
      const member = (escaped ? escaped[1]! : rest[0]!).charCodeAt(0);
      tests.push((byte) => byte === member);
      before = member;
      rest = rest.slice(escaped ? 2 : 1);
    }
  }
  return { end: text.length - rest.length + 1, known, has: (byte) => tests.some((test) => test(byte)) !== negated };
}

function oneOf(takes: (byte: number) => boolean, { ignoreCase, pathAware }: OracleOptions, negated: boolean): Step {
  const either = (byte: number): boolean => {
    if (!ignoreCase) return takes(byte);
    const tries = [byte, upper(byte), lower(byte)].map(takes);
    return negated ? tries.every(Boolean) : tries.some(Boolean);
  };
  return { kind: "one", slash: false, takes: (byte) => !(pathAware && byte === SLASH) && either(byte) };
}

function literal(byte: number, { ignoreCase }: OracleOptions): Step {
  return {
    kind: "one",
    slash: byte === SLASH,
    takes: (other) => (ignoreCase ? lower(other) === lower(byte) : other === byte),
  };
}

function readSteps(text: string, options: OracleOptions): Step[] {
  if (!/[*?[]/.test(text)) return [...text].map((char) => literal(char.charCodeAt(0), options));
  const steps: Step[] = [];
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at);
    const previous = steps.at(-1);
    const boundary = previous === undefined || previous.kind === "dirs" || (previous.kind === "one" && previous.slash);
    const stars = /^\*+/.exec(rest)?.[0].length ?? 0;
    const slashAfter = /^\*+(\\?\/)/.exec(rest)?.[1];
    if (stars > 0 && !options.pathAware) {
      steps.push({ kind: "deep" });
      at += stars;
    } else if (stars > 1 && boundary && slashAfter !== undefined) {
      steps.push({ kind: "dirs" });
      at += stars + slashAfter.length;
    } else if (rest === "***" && previous?.kind === "one" && previous.slash) {
      steps.pop();
      steps.push({ kind: "tail" });
      at += 3;
    } else if (stars > 0) {
      steps.push({ kind: stars === 1 ? "star" : "deep" });
      at += stars;
    } else if (rest[0] === "?") {
      steps.push(oneOf(() => true, options, false));
      at++;
    } else if (rest[0] === "[" && readClass(text, at) !== undefined) {
      const { end, known, has } = readClass(text, at)!;
      steps.push(known ? oneOf(has, options, /^\[[!^]/.test(rest)) : { kind: "never" });
      at = end;
    } else if (rest[0] === "\\") {
      steps.push(rest.length === 1 ? { kind: "never" } : literal(rest.charCodeAt(1), options));
      at += 2;
    } else {
      steps.push(literal(rest.charCodeAt(0), options));
      at++;
    }
  }
  return steps;
}

/** A state is a step not yet done, and whether the `dirs` there has taken a byte already. */
type State = `${number}` | `${number}+`;

/** Whether the whole text is matched. */
export function oracle(pattern: Uint8Array, text: Uint8Array, options: OracleOptions): boolean {
  const steps = readSteps(String.fromCharCode(...pattern), options);
  if (steps.some(({ kind }) => kind === "never")) return false;
  const enter = (states: Set<State>, at: number): void => {
    states.add(`${at}`);
    const kind = steps[at]?.kind;
    if (kind === "star" || kind === "deep" || kind === "dirs") enter(states, at + 1);
  };
  let states = new Set<State>();
  enter(states, 0);
  for (const byte of text) {
    const next = new Set<State>();
    for (const state of states) {
      const at = Number.parseInt(state, 10);
      const step = steps[at];
      if (step === undefined) continue;
      if (step.kind === "one" && step.takes(byte)) enter(next, at + 1);
      if (step.kind === "star" && byte !== SLASH) enter(next, at);
      if (step.kind === "deep") enter(next, at);
      if (step.kind === "tail" && (state.endsWith("+") || byte === SLASH)) next.add(`${at}+`);
      if (step.kind === "dirs") {
        next.add(`${at}+`);
        if (byte === SLASH) enter(next, at + 1);
      }
    }
    states = next;
  }
  return [...states].some((state) => {
    const at = Number.parseInt(state, 10);
    return at === steps.length || steps[at]?.kind === "tail";
  });
}
