import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { expect, test } from "vitest";
import { ACTIONS } from "../action.ts";
import { CATEGORY_SETS, FACILITIES } from "../category/category-set.ts";
import { formatPolicyError } from "../check/format-error.ts";
import { PolicyError } from "../errors.ts";
import { OPTIONS } from "../options/options.ts";
import { NAMED_COMMANDS } from "./commands/list-command.ts";
import { parsePolicy } from "./parse-policy.ts";

const WORDS = [
  ...ACTIONS.map((action) => `${action}/`),
  ...CATEGORY_SETS.keys(),
  ...FACILITIES,
  ...OPTIONS.map((row) => row.name),
  ...NAMED_COMMANDS.keys(),
  ..."sandbox/ default/ lock/ lock : + - ^ ! ? , / // /*** .. . @ @a/ ! = ~ $ ${ } ${HOME} $HOME \\ on off 1 none".split(
    " ",
  ),
  ..."tcp!any!80 127.0.0.1!1-2 ::1 ::/0 !unnamed 2f61 include include_profile load/ domain+@a move/ 5s 4K \u0000 é".split(
    " ",
  ),
  " ",
];

/** What is wrong with how a text is refused; undefined where it is taken, or refused as it should be. */
const flaw = (text: string): string | undefined => {
  try {
    parsePolicy([{ kind: "file", name: "p", text }], { environment: { HOME: "/h" } });
    return undefined;
  } catch (error) {
    if (!(error instanceof PolicyError)) return `not a policy error: ${String(error)}`;
    const { line, column, source } = error;
    if (!(text.split("\n")[line - 1] ?? "").startsWith(source)) return `line ${line} is another one`;
    if (column < 1 || column > source.length + 1) return `column ${column} is outside of the line`;
    return formatPolicyError(error).includes("^") ? undefined : "there is no caret";
  }
};

test("any text is taken or refused with a place in it", () => {
  const line = array(oneof({ weight: 5, arbitrary: constantFrom(...WORDS) }, string({ maxLength: 4 })), {
    maxLength: 8,
  });
  assert(
    property(array(line, { maxLength: 4 }), (lines) => {
      expect(flaw(lines.map((words) => words.join("")).join("\n"))).toBeUndefined();
    }),
    { numRuns: 2000 },
  );
});
