import { refuseArgument, type Argument } from "../parse/source-line.ts";
import { nearest } from "../parse/suggest.ts";
import { parseBoolean } from "../parse/value.ts";
import type { OptionValue } from "../policy.ts";
import { TEXT_RULES } from "./check-text.ts";
import { NAMESPACE_FLAGS, parseNamespaces } from "./namespaces.ts";
import type { OptionRow, OptionType } from "./option-row.ts";
import { parseDuration } from "./parse-duration.ts";
import { parseSize } from "./parse-size.ts";

/** Levels of messages, most urgent first: the position is the number. */
export const LOG_LEVELS = ["emerg", "alert", "crit", "error", "warn", "notice", "info", "debug"] as const;

const UNIT_NANOSECONDS = { ns: 1, us: 1e3, s: 1e9 } as const;

/** Reads text to a number, by type; undefined where it is none. */
const READERS: Readonly<
  Record<Exclude<OptionType, "boolean" | "string">, (text: string, row: OptionRow) => number | undefined>
> = {
  integer: (text) => (/^-?[0-9]{1,16}$/.test(text) ? Number(text) : undefined),
  size: parseSize,
  duration: (text, row) => {
    const unit = UNIT_NANOSECONDS[row.unit ?? "s"];
    const nanoseconds = parseDuration(text, unit);
    return nanoseconds === undefined ? undefined : Math.floor(nanoseconds / unit);
  },
  octal: (text) => (/^[0-7]{1,6}$/.test(text) ? Number.parseInt(text, 8) : undefined),
  level: (text) => {
    const level = /^[0-7]$/.test(text) ? Number(text) : LOG_LEVELS.findIndex((name) => name === text.toLowerCase());
    return level < 0 ? undefined : level;
  },
  namespaces: parseNamespaces,
};

const EXPECTED: Readonly<Record<OptionType, string>> = {
  boolean: "on or off",
  integer: "a whole number",
  size: "a size such as 4096, 64K or 1.5GiB",
  duration: "a duration such as 90 or 1m 30s",
  octal: "mode bits in octal such as 077",
  level: LOG_LEVELS.join(", "),
  namespaces: `${Object.keys(NAMESPACE_FLAGS).join(", ")}, all or none`,
  string: "text",
};

const WORDS: Readonly<Partial<Record<OptionType, readonly string[]>>> = {
  level: LOG_LEVELS,
  namespaces: [...Object.keys(NAMESPACE_FLAGS), "all", "none"],
};

/** Reads the value of an option. @throws {PolicyError} EINVAL */
export const parseOptionValue = (row: OptionRow, argument: Argument): OptionValue => {
  const { text } = argument;
  if (row.none?.includes(text) === true) return "none";
  if (row.infinite === true && text === "inf") return "inf";
  if (row.type === "boolean") return parseBoolean(argument);
  if (row.type === "string") {
    const rule = TEXT_RULES[row.name];
    if (text === "") throw badValue(row, argument, "the value is missing", rule?.expected);
    if (rule?.holds(text) !== false) return text;
    throw badValue(row, argument, `"${text}" is no value of ${row.name}`, rule.expected);
  }
  const value = READERS[row.type](text, row);
  if (value === undefined) throw badValue(row, argument, `"${text}" is no value of ${row.name}`);
  const min = row.min ?? 0;
  const max = row.max ?? Number.MAX_SAFE_INTEGER;
  if (value < min || value > max)
    throw badValue(row, argument, `${text} is out of the range of ${row.name}`, `${min} to ${max}`);
  return value;
};

const badValue = (row: OptionRow, argument: Argument, message: string, range?: string): Error => {
  const none = row.none === undefined ? "" : `, or ${row.none.join(" or ")}`;
  return refuseArgument(argument, 0, {
    code: "ERR_POLICY_VALUE",
    message,
    found: argument.text,
    expected: (range ?? EXPECTED[row.type]) + none,
    suggestion: nearest(argument.text, WORDS[row.type] ?? []),
  });
};
