import type { Random } from "../bench/random.ts";

/** Pieces of patterns in which everything that has a meaning meets everything else. */
const PIECES =
  "a b / a / * ** *** ? **/ /**/ /*** [ab] [!a] [^b/] [a-b] []a] [a- [ ] [[:alpha:]] [![:digit:]] [[:nope:]] \\ \\* \\a \\/ A - ! [--b] [[:alpha: [b-a] [\\]a] . é {a,b}".split(
    " ",
  );
const TEXT_PIECES = "a b / a / ab A - ] [ . * \\ é 1 { , }".split(" ");

const WORDS = "usr lib local bin etc conf.d ssl index.js main.c libfoo.so README a ab".split(" ");
const WILD_WORDS = "* ** *.js lib*.so ?ain.c [a-m]* *oca* i*.js R*E *f* *** *.?".split(" ");

function repeat(count: number, make: () => string): string {
  let text = "";
  for (let i = 0; i < count; i++) text += make();
  return text;
}

/** A short pattern. */
export function makePattern(random: Random): string {
  return repeat(random.below(8), () => random.pick(PIECES));
}

/** A short text over the same bytes. */
export function makeText(random: Random): string {
  return repeat(random.below(10), () => random.pick(TEXT_PIECES));
}

/** A text that has a fair chance to be matched: the pattern with its wildcards filled in. */
export function fillIn(pattern: string, random: Random): string {
  return pattern.replaceAll(/\*+|\?|\[[!^]?\]?(?:\[:\w*:\]|[^\]])*\]|\\(.)/g, (piece: string, escaped?: string) => {
    if (escaped !== undefined) return escaped;
    if (piece.startsWith("**")) return repeat(random.below(3), () => random.pick(["a", "b/", "/", "a/b"]));
    if (piece === "*") return repeat(random.below(3), () => random.pick(["a", "b", "."]));
    return random.pick(["a", "b", "A", "-", "]", "1"]);
  });
}

/** A pattern as rules have them: a path in which some components are wildcards. */
export function makeRule(random: Random): string {
  const components = Array.from({ length: 1 + random.below(5) }, () =>
    random.pick(random.below(3) === 0 ? WILD_WORDS : WORDS),
  );
  return (random.below(8) === 0 ? "" : "/") + components.join("/");
}

/** A path over the same words. */
export function makePath(random: Random): string {
  return (
    (random.below(8) === 0 ? "" : "/") + Array.from({ length: 1 + random.below(5) }, () => random.pick(WORDS)).join("/")
  );
}
