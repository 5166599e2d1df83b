import { refuseArgument, type Argument } from "./source-line.ts";

const TRUE: ReadonlySet<string> = new Set(["1", "on", "t", "tr", "tru", "true", "✓"]);
const FALSE: ReadonlySet<string> = new Set(["0", "off", "f", "fa", "fal", "fals", "false", "✗"]);

/** What to write instead of a word that looks like a boolean and is none. */
const BOOLEAN_CURES: Readonly<Record<string, string>> = { yes: "on", y: "on", no: "off", n: "off", enable: "on" };

/** Reads a boolean: on, off, 1, 0, true, false and their beginnings, in any case. */
export const parseBoolean = (argument: Argument): boolean => {
  const word = argument.text.toLowerCase();
  if (TRUE.has(word)) return true;
  if (FALSE.has(word)) return false;
  throw refuseArgument(argument, 0, {
    code: "ERR_POLICY_VALUE",
    message: `"${argument.text}" is neither on nor off`,
    found: argument.text,
    expected: "on, off, 1, 0, true or false",
    suggestion: BOOLEAN_CURES[word.trim()],
  });
};
