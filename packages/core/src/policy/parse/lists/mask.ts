import type { MaskRule } from "../../rule.ts";
import type { Command } from "../command.ts";
import { parsePathPattern } from "../path-pattern.ts";
import type { Session } from "../session.ts";
import { originOf, refuseArgument, type Argument } from "../source-line.ts";
import { splitFields } from "./fields.ts";

/** Reads `mask+PATTERN[:FILE[:DIRECTORY]]`, `mask-PATTERN` and `mask^`. Removal takes all masks of the pattern away. */
export const readMask = (session: Session, command: Command): void => {
  const { masks } = session.policy;
  const { operator, argument, line } = command;
  if (operator === "^") {
    masks.length = 0;
    return;
  }
  const [name = argument, file, directory, extra] = splitFields(argument);
  const pattern = parsePathPattern(name);
  if (operator === "-") {
    const kept = masks.filter((mask) => mask.pattern !== pattern.text);
    masks.splice(0, masks.length, ...kept);
    return;
  }
  if (extra !== undefined)
    throw refuseArgument(extra, 0, {
      code: "ERR_POLICY_VALUE",
      message: "a mask has at most three fields",
      expected: "mask+PATTERN:FILE:DIRECTORY, a colon in a path written as \\:",
    });
  const mask: MaskRule = {
    pattern: pattern.text,
    bytes: pattern.bytes,
    file: file === undefined ? "/dev/null" : targetOf(file),
    directory: directory === undefined ? undefined : targetOf(directory),
    text: line.text,
    origin: originOf(line, 0),
  };
  masks.push(mask);
};

const targetOf = (argument: Argument): string => {
  if (!argument.text.startsWith("/"))
    throw refuseArgument(argument, 0, {
      code: "ERR_POLICY_VALUE",
      message: argument.text === "" ? "the target of the mask is missing" : "the target of the mask is relative",
      found: argument.text,
      expected: "an absolute path without links",
    });
  return parsePathPattern(argument).text;
};
