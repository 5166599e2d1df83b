import { ACTIONS } from "../../action.ts";
import { applyImplications } from "../../options/implications.ts";
import { optionNumeral } from "../../options/option-words.ts";
import { findOption, OPTION_ALIASES, OPTIONS } from "../../options/options.ts";
import { parseOptionValue } from "../../options/parse-option.ts";
import type { OptionRow } from "../../options/option-row.ts";
import type { OptionValue, Policy } from "../../policy.ts";
import type { Operator } from "../command.ts";
import { expandArgument } from "../expand.ts";
import { readInclude, readProfile } from "./include.ts";
import { NAMED_COMMANDS } from "./list-command.ts";
import { clearVariables } from "../lists/environment.ts";
import { readLock, requireNarrowing } from "./lock.ts";
import { readOptionGroup } from "./option-group.ts";
import { operatorAt } from "./rule.ts";
import { originOf, refuse, type Argument, type SourceLine } from "../source-line.ts";
import type { Session } from "../session.ts";
import { nearest } from "../suggest.ts";

const OPERATORS = ":+-^!?";

/** Reads a command that begins with its own name instead of an action, `sandbox/` or `default/`. */
export const readNamed = (session: Session, line: SourceLine): void => {
  if (readWord(session, line)) return;
  const group = readOptionGroup(line);
  if (group !== undefined) {
    const argument = expandArgument(line, group.valueAt, session.environment);
    for (const row of group.rows) setOption(session, row, argument);
    return;
  }
  const name = longestName(line.text);
  const option = name === undefined ? undefined : findOption(name);
  const command = name === undefined ? undefined : NAMED_COMMANDS.get(name);
  if (name !== undefined && option !== undefined) return readOption(session, line, name, option);
  if (name === undefined || command === undefined) throw unknownCommand(line);
  const operator = operatorAt(line, name.length, command.operators, command.example);
  const argument = expandArgument(line, name.length + 1, session.environment);
  requireNarrowing(session, line, operator === "+" && (name === "block" || name === "force"));
  command.read(session, { line, at: 0, name, operator, argument });
};

/** Commands that are a word, alone or with a blank behind it; answers whether the line was one. */
const readWord = (session: Session, line: SourceLine): boolean => {
  const { text } = line;
  const at = text.indexOf(" ") + 1;
  if (text === "lock" || text === "l") readLock(session, { line, at: 0, text: "on", expanded: true });
  else if (text.startsWith("lock:")) readLock(session, expandArgument(line, 5, session.environment));
  else if (text.startsWith("include ")) readInclude(session, line, at);
  else if (text.startsWith("include_profile ")) readProfile(session, line, at);
  else if (text === "clearenv" || text === "clearenv!") clearVariables(session);
  else if (text === "ghost" || text === "panic" || text.startsWith("load/"))
    throw refuse(line, 0, {
      code: "ERR_POLICY_COMMAND",
      message: `${text.split("/", 1)[0] ?? text} is a command for run time`,
      found: text,
      suggestion: text.startsWith("load/") ? `include_profile ${text.slice(5)}` : undefined,
    });
  else return text === "dump" || text === "stat";
  return true;
};

/** The longest known name that is followed by an operator or the end. Names may contain operators: `bind-try`. */
const longestName = (text: string): string | undefined => {
  let found: string | undefined;
  for (let end = 1; end <= text.length && end <= LONGEST; end++) {
    if (end < text.length && !OPERATORS.includes(text[end] ?? "")) continue;
    const name = text.slice(0, end);
    if (NAMED_COMMANDS.has(name) || findOption(name) !== undefined) found = name;
  }
  return found;
};

const NAMES: readonly string[] = [
  ...OPTIONS.map((row) => row.name),
  ...OPTION_ALIASES.keys(),
  ...NAMED_COMMANDS.keys(),
];
const LONGEST = Math.max(...NAMES.map((name) => name.length));

const readOption = (session: Session, line: SourceLine, name: string, row: OptionRow): void => {
  const operator: Operator = operatorAt(line, name.length, ":", `${name}:VALUE`);
  const argument = expandArgument(line, name.length + operator.length, session.environment);
  setOption(session, row, argument);
};

const setOption = (session: Session, row: OptionRow, argument: Argument): void => {
  const { line } = argument;
  const value = parseOptionValue(row, argument);
  requireNarrowing(session, line, narrowsOption(session.policy, row, value));
  const setting = { value, text: line.text, origin: originOf(line, 0) };
  session.policy.options.set(row.name, setting);
  applyImplications(session.policy, row.name, setting);
};

/** Whether a value is at least as strict as the one before, in the direction that the row allows. */
const narrowsOption = (policy: Policy, row: OptionRow, value: OptionValue): boolean => {
  if (row.drop === undefined) return false;
  const amount = (setting: OptionValue): number => {
    const number = optionNumeral(row, setting);
    return number === 0 && row.zero === "unlimited" ? Infinity : number;
  };
  const next = amount(value);
  const before = amount(policy.options.get(row.name)?.value ?? row.default);
  // Of a set of bits a larger number may be another set.
  if (row.type === "octal" && next >= 0 && before >= 0) return (next & before) === before;
  return row.drop === "on" || row.drop === "more" ? next >= before : next <= before;
};

/** Names that the language had once, with what they are now. */
const FORMER: Readonly<Record<string, string>> = {
  "mem/kill": "default/mem:kill",
  "pid/kill": "default/pid:kill",
  "ioctl/allow": "allow/ioctl",
  "ioctl/deny": "deny/ioctl",
  "name/host": "uts/host",
  "name/domain": "uts/domain",
  "trace/allow_unsafe_mbind": "trace/allow_unsafe_numa",
  "trace/allow_unsafe_uring": "sandbox/uring:off",
  "trace/allow_safe_kcapi": "trace/allow_unsafe_kcapi",
  "trace/allow_unsafe_nopie": "trace/allow_unsafe_exec_nopie",
  "trace/allow_unsafe_memory": "trace/allow_unsafe_exec_memory",
};

const BEGINNINGS: readonly string[] = [
  ...NAMES,
  ...ACTIONS.map((action) => `${action}/read`),
  "sandbox/read",
  "default/read",
  "lock",
  "include",
  "include_profile",
];

const unknownCommand = (line: SourceLine): Error => {
  const found = line.text.split(/[:+^!? =]/, 1)[0] ?? line.text;
  const former = Object.hasOwn(FORMER, found) ? FORMER[found] : undefined;
  const indented = /^\s/.test(line.text);
  return refuse(line, 0, {
    code: "ERR_POLICY_COMMAND",
    message: indented ? "a command begins at the beginning of the line" : `there is no command "${found}"`,
    found,
    expected: "a rule such as allow/read+/usr/***, a switch such as sandbox/read:on, or an option",
    suggestion: indented ? line.text.trimStart() : (former ?? suggestCommand(found)),
  });
};

/** Suggests by the first word where that is wrong, else by the whole name. */
const suggestCommand = (found: string): string | undefined => {
  const slash = found.indexOf("/");
  const family = nearest(slash < 0 ? found : found.slice(0, slash), [...ACTIONS, "sandbox", "default", "trace"]);
  const whole = nearest(found, BEGINNINGS);
  return whole ?? (family === undefined || slash < 0 ? undefined : family + found.slice(slash));
};
