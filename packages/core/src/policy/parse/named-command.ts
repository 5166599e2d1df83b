import { ACTIONS } from "../action.ts";
import { expandArgument } from "./expand.ts";
import { readLock } from "./lock.ts";
import { readProfile } from "./include.ts";
import { refuse, type SourceLine } from "./source-line.ts";
import type { Session } from "./session.ts";
import { nearest } from "./suggest.ts";

/** Reads a command that begins with its own name instead of an action, `sandbox/` or `default/`. */
export const readNamed = (session: Session, line: SourceLine): void => {
  const { text } = line;
  if (text === "lock" || text === "l") return readLock(session, { line, at: 0, text: "on", expanded: true });
  if (text.startsWith("lock:")) return readLock(session, expandArgument(line, 5, session.context.environment));
  if (text.startsWith("include_profile ")) return readProfile(session, line, "include_profile ".length);
  const found = text.split(/[:+\-^!? ]/, 1)[0] ?? text;
  throw refuse(line, 0, {
    code: "ERR_POLICY_COMMAND",
    message: `there is no command "${found}"`,
    found,
    expected: "a rule, a switch or an option",
    suggestion: nearest(found, [...ACTIONS.map((action) => `${action}/read`), "lock", "include", "include_profile"]),
  });
};
