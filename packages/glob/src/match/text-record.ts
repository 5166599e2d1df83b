import { SLASH } from "../pattern/ops.ts";
import { type Memory, R_HEAD, R_KIND, R_MIDDLE, RECORD_HEADER, wordsOf } from "../pattern/record.ts";

/**
 * A record as strings are compared with it. What the words of the record leave to be worked out at every match is worked out
 * once: a string is not matched as often as there are strings that this turns away.
 */
export interface TextRecord {
  readonly words: Int32Array;
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly kind: number;
  /** Where the middle begins. */
  readonly middle: number;
  readonly prefixLength: number;
  readonly suffixLength: number;
  readonly suffixAt: number;
  /** Whether the ends are ASCII: a code unit below 128 is a byte of its own, so they can be compared in a string. */
  readonly ascii: boolean;
  readonly guard: TextGuard | undefined;
}

/** What turns most strings away. */
export interface TextGuard {
  /** Code units of the literal ends: a string that matches has no fewer. */
  readonly min: number;
  /** Where in a string a certain unit has to be. */
  readonly first: number;
  readonly firstUnit: number;
  /** The same once more; negative: from the end. */
  readonly second: number;
  readonly secondUnit: number;
  /**
   * A string begins with the literal prefix if it is not below the first of these but below the second. Two comparisons of
   * strings are several times faster than `startsWith`, or a loop.
   */
  readonly prefix: string;
  readonly beyond: string;
}

function guardOf(prefix: Uint8Array, suffix: Uint8Array): TextGuard {
  // The last letter of a directory says more than the slash behind it: many paths have one there.
  const first = Math.max(
    0,
    prefix.findLastIndex((byte) => byte !== SLASH),
  );
  const second = suffix.length > 0 ? -1 : Math.max(0, first - 1);
  const text = String.fromCharCode(...prefix);
  return {
    min: prefix.length + suffix.length,
    first,
    firstUnit: prefix[first]!,
    second,
    secondUnit: second < 0 ? suffix.at(-1)! : prefix[second]!,
    prefix: text,
    beyond: text.slice(0, -1) + String.fromCharCode(prefix.at(-1)! + 1),
  };
}

/** Works out what comparing strings with the record at the word `at` takes. */
export function textRecordOf({ words, bytes }: Memory, at: number): TextRecord {
  const head = words[at + R_HEAD]!;
  const middle = at + RECORD_HEADER + wordsOf(head & 0xff);
  const prefixAt = (at + RECORD_HEADER) * 4;
  const suffixAt = (middle + words[at + R_MIDDLE]! + 1) * 4;
  const prefix = bytes.subarray(prefixAt, prefixAt + (head & 0xff));
  const suffix = bytes.subarray(suffixAt, suffixAt + ((head >>> 8) & 0xff));
  const ascii = prefix.every((byte) => byte < 0x80) && suffix.every((byte) => byte < 0x80);
  return {
    words,
    bytes,
    at,
    kind: words[at + R_KIND]!,
    middle,
    prefixLength: prefix.length,
    suffixLength: suffix.length,
    suffixAt,
    ascii,
    guard: ascii && prefix.length > 0 ? guardOf(prefix, suffix) : undefined,
  };
}
