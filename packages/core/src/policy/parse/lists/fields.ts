import { refuseArgument, sliceArgument, type Argument } from "../source-line.ts";

/**
 * Splits an argument at colons; `\:` is a colon and `\\` a backslash of the text.
 * @throws {PolicyError} EINVAL for any other backslash.
 */
export const splitFields = (argument: Argument): Argument[] => {
  const fields: Argument[] = [];
  let field = "";
  let start = 0;
  const push = (end: number): void => {
    const written = sliceArgument(argument, start, end);
    fields.push({ ...written, text: field, expanded: written.expanded || field !== written.text });
  };
  const { text } = argument;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === ":") {
      push(at);
      field = "";
      start = at + 1;
    } else if (character === "\\") {
      const next = text[++at];
      if (next !== ":" && next !== "\\")
        throw refuseArgument(argument, at - 1, {
          code: "ERR_POLICY_VALUE",
          message: "a backslash stands before : or \\ only",
          found: `\\${next ?? ""}`,
          expected: "\\: for a colon, \\\\ for a backslash",
        });
      field += next;
    } else field += character;
  }
  push(text.length);
  return fields;
};
