import { nearest } from "./suggest.ts";
import { refuse, type SourceLine } from "./source-line.ts";

/** Names found in a comma list and where the list ends. */
export interface NameList {
  readonly names: readonly string[];
  /** Offset of the first character behind the list. */
  readonly end: number;
}

const isEnd = (character: string | undefined): boolean => character === undefined || ",:+-^?!".includes(character);

/** The longest known name that stands at `at` and is followed by a comma, an operator or the end. */
const nameAt = (text: string, at: number, known: ReadonlyMap<string, unknown>): string | undefined => {
  let best: string | undefined;
  for (let end = at + 1; end <= text.length; end++) {
    if (!isEnd(text[end])) continue;
    const name = text.slice(at, end);
    if (known.has(name)) best = name;
    if (text[end] !== "-") break;
  }
  return best;
};

/** The word at `at` as somebody meant it: up to a comma or an operator that can be none of a name. */
const wordAt = (text: string, at: number): string => {
  let end = at;
  while (end < text.length && !",:+^?!".includes(text[end] ?? "") && !(text[end] === "-" && text[end + 1] === "/"))
    end++;
  return text.slice(at, end);
};

/**
 * Reads names separated by commas. Names may contain `-`, so the longest known one is taken before an operator is
 * looked for.
 * @throws {PolicyError} EINVAL for a name that is not known, with the nearest one.
 */
export const parseNameList = (
  line: SourceLine,
  at: number,
  known: ReadonlyMap<string, unknown>,
  what: string,
): NameList => {
  const names: string[] = [];
  for (let from = at; ;) {
    const name = nameAt(line.text, from, known);
    if (name === undefined) {
      const found = wordAt(line.text, from);
      throw refuse(line, from, {
        code: "ERR_POLICY_CATEGORY",
        message: found === "" ? `the name of a ${what} is missing` : `there is no ${what} "${found}"`,
        found,
        expected: `a ${what}`,
        suggestion: nearest(found, known.keys()),
      });
    }
    names.push(name);
    from += name.length;
    if (line.text[from] !== ",") return { names, end: from };
    from++;
  }
};
