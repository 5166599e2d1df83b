import { ERRNO } from "../../abi/index.ts";
import { ACTIONS } from "../action.ts";
import { PolicyError } from "../errors.ts";
import { Policy } from "../policy.ts";
import { readDomainCommand } from "./commands/domain-command.ts";
import { readNamed } from "./commands/named-command.ts";
import { readRule } from "./commands/rule.ts";
import type { PolicyContext, PolicySource, PolicyWarning, Session } from "./session.ts";
import { readSpecialRule } from "./commands/special-rule.ts";
import { refuse, type SourceLine } from "./source-line.ts";
import { readDefault, readSwitch } from "./commands/switch.ts";

/** A policy that was read, with what is worth telling about it. */
export interface ParsedPolicy {
  readonly policy: Policy;
  readonly warnings: readonly PolicyWarning[];
}

/**
 * Reads policies, in the order given, into one: all rules append to the same lists.
 * @throws {PolicyError} at the first line that is none, with file, line, column and a suggestion.
 */
export const parsePolicy = (sources: readonly PolicySource[], context: PolicyContext): ParsedPolicy => {
  const policy = new Policy();
  return { policy, warnings: parseInto(policy, sources, context) };
};

/**
 * Reads sources into a policy that there is already, answers the warnings.
 * @throws {PolicyError} at the first line that is no command; what stood before it is in the policy then.
 */
export const parseInto = (
  policy: Policy,
  sources: readonly PolicySource[],
  context: PolicyContext,
): readonly PolicyWarning[] => {
  const session: Session = {
    policy,
    context,
    environment: { ...context.environment },
    warnings: [],
    categoryLists: new Map(),
    open: [],
    kind: "line",
    readText: (name, text) => readText(session, name, text),
  };
  for (const source of sources) readSource(session, source);
  return session.warnings;
};

const isLocked = (session: Session): boolean => session.policy.lock === "on" || session.policy.lock === "read";

const readSource = (session: Session, source: PolicySource): void => {
  session.kind = source.kind;
  if (isLocked(session)) {
    if (source.kind === "file" && source.optional === true) return;
    throw lockedBefore(source);
  }
  if (source.kind === "profile") readNamed(session, profileLine(source.name));
  else readText(session, source.name ?? "command line", source.text);
};

const profileLine = (name: string): SourceLine => ({ file: "command line", line: 1, text: `include_profile ${name}` });

const lockedBefore = (source: PolicySource): PolicyError =>
  new PolicyError({
    code: "ERR_POLICY_LOCKED",
    errno: ERRNO.EPERM,
    message: "an earlier policy is locked: nothing can be added to it",
    origin: { file: source.name ?? "command line", line: 1, column: 1 },
    source: source.kind === "profile" ? source.name : (source.text.split("\n", 1)[0] ?? ""),
    suggestion: "give this one first",
  });

/** Reads the lines of one text; the rest of a file behind `lock:on` is passed over with a warning. */
const readText = (session: Session, name: string, text: string): void => {
  session.open.push(name);
  const lines = text.split("\n");
  for (const [index, raw] of lines.entries()) {
    const line: SourceLine = { file: name, line: index + 1, text: raw.endsWith("\r") ? raw.slice(0, -1) : raw };
    if (line.text.trim() === "" || line.text.startsWith("#")) continue;
    if (isLocked(session)) {
      warnLocked(session, line);
      break;
    }
    readLine(session, line);
  }
  session.open.pop();
};

const warnLocked = (session: Session, line: SourceLine): void => {
  session.warnings.push({
    code: "after-lock",
    message: "the policy is locked above: this line and all that follow are not read",
    origin: { file: line.file, line: line.line, column: 1 },
    source: line.text,
    fix: "move the lock to the end",
  });
};

const readLine = (session: Session, line: SourceLine): void => {
  const nul = line.text.indexOf("\0");
  if (nul >= 0) throw refuse(line, nul, { code: "ERR_POLICY_COMMAND", message: "a zero byte in the policy" });
  if (line.text.startsWith("@") || line.text.startsWith("move/")) return readDomainCommand(session, line, readCommand);
  readCommand(session, line);
};

const readCommand = (session: Session, line: SourceLine): void => {
  const slash = line.text.indexOf("/");
  const family = line.text.slice(0, Math.max(0, slash));
  const action = ACTIONS.findIndex((name) => name === family);
  if (action >= 0) {
    if (!readSpecialRule(session, line, action, slash + 1)) readRule(session, line, action, slash + 1);
  } else if (family === "sandbox") readSwitch(session, line, slash + 1);
  else if (family === "default") readDefault(session, line, slash + 1);
  else readNamed(session, line);
};
