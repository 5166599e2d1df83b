import { ERRNO } from "../../../abi/index.ts";
import type { LockState } from "../../policy.ts";
import { refuse, refuseArgument, type Argument, type SourceLine } from "../source-line.ts";
import type { Session } from "../session.ts";

const STATES: Readonly<Record<string, LockState>> = {
  on: "on",
  "1": "on",
  off: "off",
  "0": "off",
  exec: "exec",
  x: "exec",
  ipc: "ipc",
  i: "ipc",
  drop: "drop",
  d: "drop",
  read: "read",
  r: "read",
  ro: "read",
  readonly: "read",
  "read-only": "read",
};

/** How far a state has gone on the way that has no return. */
const RANK: Readonly<Record<LockState, number>> = { off: 0, exec: 1, ipc: 2, drop: 3, read: 4, on: 5 };

/**
 * Refuses a command that widens a policy in the state `drop`.
 * @throws {PolicyError} EPERM
 */
export const requireNarrowing = (session: Session, line: SourceLine, narrows: boolean): void => {
  if (narrows || session.policy.lock !== "drop") return;
  throw refuse(line, 0, {
    code: "ERR_POLICY_WIDENS",
    errno: ERRNO.EPERM,
    message: "after lock:drop a policy can only become stricter",
    suggestion: "put this line before lock:drop",
  });
};

/** Reads the value of `lock:` and moves the policy to that state. @throws {PolicyError} EINVAL, EPERM on a way back. */
export const readLock = (session: Session, argument: Argument): void => {
  const state = Object.hasOwn(STATES, argument.text) ? STATES[argument.text] : undefined;
  if (state === undefined)
    throw refuseArgument(argument, 0, {
      code: "ERR_POLICY_VALUE",
      message: `"${argument.text}" is no state of the lock`,
      found: argument.text,
      expected: "on, off, exec, ipc, drop or read",
      suggestion: STATES[argument.text.toLowerCase()],
    });
  const before = session.policy.lock;
  if (before !== undefined && RANK[state] < RANK[before])
    throw refuseArgument(argument, 0, {
      code: "ERR_POLICY_LOCKED",
      errno: ERRNO.EPERM,
      message: `the lock cannot go back from ${before} to ${state}`,
      found: state,
    });
  session.policy.lock = state;
};
