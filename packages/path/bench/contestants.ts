import type { Corpus } from "./corpus.ts";
import type { Pass } from "./measure.ts";

/** Number of paths of a corpus. */
export const COUNT = 2000;

/** Throws unless all contestants gave the same answer for a path. */
export function agree(goal: string, index: number, answers: readonly unknown[]): void {
  if (answers.some((answer) => answer !== answers[0])) {
    throw new Error(`${goal}: contestants disagree on path ${index}: ${JSON.stringify(answers)}`);
  }
}

// The loops of contestants are compiled from their text once for each, so that none shares the type feedback of another.

/** A pass of a function from text to text: it reads the length of each answer. */
export function overTexts(texts: readonly string[], call: (text: string) => string): Pass {
  return compiled("call(first[index]).length", call, texts, texts);
}

/** A pass of a function from two texts to text: it reads the length of each answer. */
export function overPairs(left: Corpus, right: Corpus, call: (left: string, right: string) => string): Pass {
  return compiled("call(first[index], second[index]).length", call, left.texts, right.texts);
}

/** A pass of a question about two texts. */
export function askingPairs(left: Corpus, right: Corpus, call: (left: string, right: string) => boolean): Pass {
  return compiled("(call(first[index], second[index]) ? 1 : 0)", call, left.texts, right.texts);
}

/** A pass of a function from an index to a number. */
export function overIndices(call: (index: number) => number): Pass {
  return compiled("call(index)", call, [], []);
}

/** A pass of a question about an index. */
export function askingIndices(call: (index: number) => boolean): Pass {
  return compiled("(call(index) ? 1 : 0)", call, [], []);
}

let contestants = 0;

function compiled(term: string, call: unknown, first: readonly string[], second: readonly string[]): Pass {
  const body = `/* ${++contestants} */ return () => {
    let sum = 0;
    for (let index = 0; index < ${COUNT}; index++) sum += ${term};
    return sum;
  }`;
  return new Function("call", "first", "second", body)(call, first, second) as Pass;
}
